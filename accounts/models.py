from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from accounts.enums import MUNICIPAL_ROLES, REGIETAFEL_ROLES, Role
from accounts.querysets import MembershipQuerySet, ValidDuringQuerySet
from common import clock


class Regietafel(models.Model):
    """A provinciale regietafel: the table of one province, chaired by the Commissaris van de
    Koning."""

    slug = models.SlugField("code", unique=True)
    name = models.CharField("naam", max_length=200)
    province = models.CharField("provincie", max_length=100)
    chair = models.CharField("voorzitter", max_length=200)
    project_leader = models.CharField("projectleider", max_length=200)
    contact_email = models.EmailField("e-mailadres voor vragen")
    contact_phone = models.CharField("telefoonnummer voor vragen", max_length=60, blank=True)

    class Meta:
        verbose_name = "regietafel"
        verbose_name_plural = "regietafels"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A gemeente; the CBS code is its key in every file and URL."""

    cbs_code = models.CharField(
        "CBS-code",
        max_length=6,
        unique=True,
        validators=[
            RegexValidator(r"^GM\d{4}$", "Vul GM en vier cijfers in, bijvoorbeeld GM0106.")
        ],
    )
    slug = models.SlugField("naam in e-mailadressen", unique=True)
    name = models.CharField("naam", max_length=100)
    regietafel = models.ForeignKey(
        Regietafel, models.PROTECT, related_name="municipalities", verbose_name="regietafel"
    )
    population = models.PositiveIntegerField("aantal inwoners", null=True, blank=True)
    population_date = models.DateField(
        "inwoners op",
        null=True,
        blank=True,
        help_text="Zonder dag en bron wordt er nergens mee gerekend.",
    )
    population_source = models.CharField("bron van het aantal inwoners", max_length=300, blank=True)
    valid_from = models.DateField("bestaat vanaf", null=True, blank=True)
    valid_until = models.DateField("bestaat tot en met", null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField("kolom op de tegelkaart")
    tile_row = models.PositiveSmallIntegerField("rij op de tegelkaart")

    objects = ValidDuringQuerySet.as_manager()

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def usable_population(self) -> int | None:
        """The number of inhabitants that may be calculated with: one with a source and a day."""
        return self.population if self.population_date and self.population_source else None


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        if not email:
            raise ValueError("Een account heeft een e-mailadres nodig.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. What the person may do comes from memberships; a platform administrator needs
    none."""

    email = models.EmailField("e-mailadres", unique=True)
    name = models.CharField("naam", max_length=150, blank=True)
    is_active = models.BooleanField(
        "actief", default=True, help_text="Haal het vinkje weg om de toegang te beëindigen."
    )
    date_joined = models.DateTimeField("aangemaakt op", default=timezone.now, editable=False)

    objects = UserManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message="Er is al een account met dit e-mailadres.",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    @cached_property
    def active_memberships(self) -> list["Membership"]:
        """The memberships in force today, read once per request."""
        if not self.is_active:
            return []
        return list(self.memberships.valid_on(clock.today()).select_related("municipality"))

    @cached_property
    def seen(self) -> dict[type[models.Model], models.Model]:
        """What a view has read for this person, who lives as long as the request: the menu around
        its page need not read it again."""
        return {}

    @property
    def is_staff(self) -> bool:
        """May enter the technical administration: administrators of a regietafel and the platform
        administrator."""
        return self.is_superuser or any(
            m.role == Role.ADMINISTRATOR for m in self.active_memberships
        )


class Membership(models.Model):
    """One role of a person at one municipality or at one regietafel, never both."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="memberships", verbose_name="gebruiker"
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="gemeente",
    )
    regietafel = models.ForeignKey(
        Regietafel,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="regietafel",
    )
    role = models.CharField("rol", max_length=20, choices=Role)
    valid_from = models.DateField("geldig vanaf", null=True, blank=True)
    valid_until = models.DateField("geldig tot en met", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "rol van een gebruiker"
        verbose_name_plural = "rollen van gebruikers"
        constraints = [
            models.CheckConstraint(
                name="membership_role_fits_side",
                condition=Q(municipality__isnull=False, regietafel=None, role__in=MUNICIPAL_ROLES)
                | Q(municipality=None, regietafel__isnull=False, role__in=REGIETAFEL_ROLES),
                violation_error_message=(
                    "Kies een gemeente met de rol invuller of akkoordgever, of een regietafel "
                    "met de rol projectleider, voorzitter of beheerder."
                ),
            ),
            models.CheckConstraint(
                name="membership_ends_after_start",
                condition=Q(valid_until=None)
                | Q(valid_from=None)
                | Q(valid_until__gte=F("valid_from")),
                violation_error_message="De laatste dag ligt vóór de eerste dag.",
            ),
            models.UniqueConstraint(
                fields=["user", "municipality"],
                condition=Q(municipality__isnull=False),
                name="membership_once_per_municipality",
                violation_error_message="Deze gebruiker heeft al een rol bij deze gemeente.",
            ),
            models.UniqueConstraint(
                fields=["user", "regietafel", "role"],
                condition=Q(regietafel__isnull=False),
                name="membership_once_per_regietafel_role",
                violation_error_message="Deze gebruiker heeft deze rol al bij deze regietafel.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} {self.municipality or self.regietafel}"

    @property
    def table_id(self) -> int | None:
        """The key of the regietafel it belongs to, directly or through its municipality."""
        return self.municipality.regietafel_id if self.municipality else self.regietafel_id


class ExportEvent(models.Model):
    """Who took a file along in which there may be confidential locations, and when. Never
    changed."""

    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="door")
    what = models.CharField("wat", max_length=150)
    at = models.DateTimeField("moment")

    class Meta:
        verbose_name = "meegenomen bestand"
        verbose_name_plural = "meegenomen bestanden"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.by}: {self.what}"
