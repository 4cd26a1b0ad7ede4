"""One table that maps each language tag of an address to its Babel locale and hreflang."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """A language of the interface: `name` is its own name for itself."""

    tag: str
    locale: str
    hreflang: str
    name: str
    direction: str = "ltr"


LANGUAGES: dict[str, Language] = {
    language.tag: language
    for language in (
        Language("en", "en", "en", "English"),
        Language("ko", "ko", "ko", "한국어"),
        Language("zh", "zh_Hans_CN", "zh-Hans", "简体中文"),
        Language("ja", "ja", "ja", "日本語"),
        Language("es", "es", "es", "Español"),
        Language("fr", "fr", "fr", "Français"),
        Language("pt", "pt_BR", "pt-BR", "Português"),
        Language("ru", "ru", "ru", "Русский"),
        Language("ar", "ar", "ar", "العربية", "rtl"),
    )
}


def best_language(wanted: list[str], enabled: tuple[str, ...]) -> str:
    """Return the first `wanted` tag (`ko-KR`, `pt_BR`, …) that is enabled, else the fallback."""
    for tag in wanted:
        short = tag.replace("_", "-").split("-")[0].lower()
        if short in enabled:
            return short
    return enabled[0]
