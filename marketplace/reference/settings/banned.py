"""Phrases that goods may not promise, as the house comes with them: a line for each language.

Claims that only medicines may make (Regulation (EC) No 1223/2009, article 20 and the common
criteria of Regulation (EU) No 655/2013; 화장품법 제13조), and promises that nobody can keep.
"""

BANNED_WORDS = {
    "en": "cures, heals, healing, treats disease, miracle, no side effects, 100% effective",
    "ko": "치료, 완치, 특효, 기적의, 부작용 없는, 부작용이 없는, 의약품 효과",
    "zh": "治愈, 根治, 治疗, 特效, 奇迹, 无副作用, 药效",
    "ja": "治療, 完治, 特効, 奇跡の, 副作用なし, 病気が治る",
    "es": "cura, curativo, sana enfermedades, milagroso, sin efectos secundarios, 100% eficaz",
    "fr": "guérit, guérison, soigne les maladies, miracle, sans effets secondaires, 100% efficace",
    "pt": "cura, curativo, trata doenças, milagroso, sem efeitos colaterais, 100% eficaz",
    "ru": "лечит, исцеляет, излечивает, чудодейственный, без побочных эффектов, 100% эффективность",
    "ar": "يشفي, يعالج الأمراض, علاج نهائي, معجزة, بدون آثار جانبية",
}
