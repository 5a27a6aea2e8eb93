"""Signs that a text lost its accents, or holds what nobody sees.

Programs save letters in different ways; read in the wrong way `Coëvorden` becomes `CoÃ«vorden`,
`Co‰vorden` or `Co?vorden`, and every municipality would read that.
"""

import re
from dataclasses import dataclass

from common.texts import INVISIBLE

LETTER = r"[^\W\d_]"

SPOILED = re.compile(
    "|".join(
        [
            "[\x80-\x9f\ufffd\ue000-\uf8ff\u2500-\u259f]",
            # UTF-8 read as Windows-1252
            "Ã[\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\u00a0-\u00bf]|â[€‚]|Å[“’¡¸]",
            "ï»¿|ï¿½|ðŸ",
            # UTF-8 read as Mac Roman, and as MS-DOS
            r"√[^\d\s]|‚Ä|ÔÇ",
            f"(?<={LETTER})[¡-¬®-±³µ¶¸-»¿÷‘‚“”„†‡•‰‹›™ˆ˜€∞≤≥≠≈∂∑∏∫∆◊ˇ˘˙˚˝˛]+(?={LETTER})",
            f"(?<={LETTER})[‰‡‹‚¤¦¬¿]",
            "(?<=[a-zß-öø-ÿ])[À-ÖØ-ÞŠŒŽŸ]|[À-ÈÊ-ÖØ-Þ]{2}(?=[a-z])",
        ]
    )
)

# In an address on the web a question mark stands between letters, after a slash.
LOST_LETTER = re.compile(rf"(?<!\S)[^\s/]*\?{LETTER}(?!\w*=)")

UNSEEN = re.compile(f"[\x0b\x0c\x1c-\x1f]|{INVISIBLE.pattern}")

SAVE_AS = "sla het bestand op als CSV UTF-8."


@dataclass(frozen=True)
class Fault:
    word: str
    what_to_do: str


def find_fault(text: str) -> Fault | None:
    if match := SPOILED.search(text):
        return Fault(
            _word_around(text, match),
            f"Hier zijn letters of leestekens verminkt. Zet de tekst goed en {SAVE_AS}",
        )
    if match := LOST_LETTER.search(text):
        return Fault(
            _word_around(text, match),
            f"Hier staat een vraagteken waar een letter hoort. Zet de letter terug en {SAVE_AS}",
        )
    if match := UNSEEN.search(text):
        return Fault(
            _word_around(text, match),
            f"Hier staat een teken dat niemand ziet (U+{ord(match[0]):04X}). Typ het woord opnieuw "
            f"en {SAVE_AS}",
        )
    return None


def _word_around(text: str, match: re.Match[str]) -> str:
    before, after = text[: match.start()], text[match.end() :]
    start = len(before) - len(re.split(r"\s", before)[-1])
    return text[start : match.end() + len(re.split(r"\s", after)[0])]
