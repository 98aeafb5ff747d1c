"""How names are folded before they are compared, so that a search forgives case, accents, titles and old spelling."""

import re
import unicodedata

# What people say for what the decree calls at length; each abbreviation is added to the searchable text of a unit so named.
_ABBREVIATIONS = (
    ("sekretariat direktorat jenderal", "setditjen sesditjen"),
    ("direktorat jenderal", "ditjen dirjen"),
    ("sekretariat jenderal", "setjen sekjen"),
    ("inspektorat jenderal", "itjen irjen"),
    ("direktorat", "dit"),
    ("subdirektorat", "subdit"),
    ("keselamatan dan kesehatan kerja", "k3"),
    ("tenaga kerja asing", "tka"),
    ("balai besar pelatihan vokasi dan produktivitas", "bbpvp blk"),
    ("balai pelatihan vokasi dan produktivitas", "bpvp blk"),
    ("pelatihan kerja", "blk"),
    ("pengawasan ketenagakerjaan", "wasnaker binwasnaker"),
    ("hubungan industrial", "phi"),
    ("fungsi kepatuhan anti penyuapan", "fkap"),
)

# Degrees and forms of address that stand beside an Indonesian name without being part of it.
_TITLES = frozenset(
    word
    for line in (
        "dr drs dra ir prof h hj kh ust bpk bapak pak ibu bu sdr sdri saudara saudari tuan nyonya",
        "sh mh se mm st mt ssos msi mkn skom mkom spd mpd sip mpp ssi phd msc bsc amd cfe qia",
    )
    for word in line.split()
)

_VARIANTS = (
    ("oe", "u"),
    ("dj", "j"),
    ("tj", "c"),
    ("sj", "sy"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("kh", "k"),
    ("ch", "k"),
    ("q", "k"),
)
_MUHAMMAD = re.compile(r"^(m[ou]?h(a?m+[ae]?d)?|m[ou]ch(a?m+[ae]?d)?|muh|moh|moch)$")
_LONG_PART = 4
_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """Lower-case ASCII words of `text`, single spaces between them; what has no ASCII form is left out."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(_WORD.findall(plain))


def unit_words(name: str, code: str) -> str:
    """The searchable words of a unit, each after a space, with its code and its usual abbreviations."""
    words = fold(name)
    extra = [short for long, short in _ABBREVIATIONS if long in words]
    return f" {words} {fold(code)} {' '.join(extra)} "


def name_key(word: str) -> str:
    """One form for the spellings of one name part: Soeharto and Suharto, Moch. and Muhammad, Achmad and Ahmad."""
    if _MUHAMMAD.match(word):
        return "muhamad"
    if word in {"achmad", "ahmad", "akhmad", "ahmed"}:
        return "ahmad"
    for old, new in _VARIANTS:
        word = word.replace(old, new)
    word = re.sub(r"(.)\1+", r"\1", word).replace("v", "f").replace("z", "s")
    return word[:-1] if len(word) >= _LONG_PART and word.endswith("h") else word


def name_keys(name: str) -> list[str]:
    """The parts of a personal name in comparable form, without degrees and forms of address, in their order."""
    # Degrees are written with dots (S.H., M.Si): join what the dots separate before looking at the words.
    joined = re.sub(r"\.(?=\S)", "", name)
    words = fold(joined).split()
    return [name_key(word) for word in words if word not in _TITLES] or [name_key(word) for word in words]


def person_words(name: str) -> str:
    """The searchable form of a personal name, each part after a space."""
    return f" {' '.join(name_keys(name))} "
