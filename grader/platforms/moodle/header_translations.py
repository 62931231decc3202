"""Words of Moodle's worksheet in several languages; in other languages columns are found by their position."""

from __future__ import annotations

IDENTIFIER = frozenset({"identifier", "id", "id-nummer", "identifiant", "identificador", "identificatore", "编号"})
"""Titles of the first column."""
GRADE = frozenset(
    {
        *("grade", "bewertung", "note", "calificación", "nota", "avaliação", "valutazione", "cijfer", "beoordeling"),
        *("ocena", "оценка", "оцінка", "betyg", "karakter", "arvosana", "známka", "hodnocení", "not", "osztályzat"),
        *(
            "成绩",
            "成績",
            "分数",
            "評点",
            "評定",
            "성적",
            "الدرجة",
            "العلامة",
            "qualificació",
            "cualificación",
            "βαθμός",
        ),
    }
)
"""Titles of the column that grades go to."""
MAXIMUM = frozenset(
    {
        *(
            "maximum grade",
            "beste bewertung",
            "maximalbewertung",
            "note maximale",
            "calificación máxima",
            "nota máxima",
        ),
        *("valutazione massima", "voto massimo", "maximumcijfer", "maksymalna ocena", "максимальная оценка"),
        *("最高分", "最高成绩", "最大評点", "최대 성적", "maximálna známka", "maximum betyg", "qualificació màxima"),
    }
)
"""Titles of the column with the maximum."""
SCALE = frozenset({"scale", "skala", "barème", "escala", "scala", "schaal", "等级", "шкала", "尺度"})
"""Titles of the column that stands there instead where marks are words."""
NO = frozenset(
    {
        *("no", "nein", "non", "não", "nee", "nie", "нет", "ні", "nej", "nei", "ei", "ne", "nem", "hayır", "όχι"),  # noqa: RUF001 - its own letters
        *("否", "不", "いいえ", "아니오", "아니요", "لا", "nu"),
    }
)
"""Words for a grade that can no longer be changed."""
YES = frozenset(
    {
        *("yes", "ja", "oui", "sí", "si", "sim", "sì", "tak", "да", "так", "kyllä", "ano", "áno", "igen", "evet"),
        *("是", "はい", "예", "نعم", "ναι", "da"),  # noqa: RUF001 - its own letters
    }
)
"""Words for a grade that can."""
