from django.db.models import TextChoices


class Role(TextChoices):
    EDITOR = "editor", "invuller"
    APPROVER = "approver", "akkoordgever"
    PROJECT_LEADER = "project_leader", "projectleider"
    CHAIR = "chair", "voorzitter"
    ADMINISTRATOR = "administrator", "beheerder"


MUNICIPAL_ROLES = (Role.EDITOR, Role.APPROVER)
REGIETAFEL_ROLES = (Role.PROJECT_LEADER, Role.CHAIR, Role.ADMINISTRATOR)
