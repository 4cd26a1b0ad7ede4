"""The columns of the Korean tariff's code list, open data of the Korea Customs Service (HS부호)."""

COUNTRY = "KR"
CODE = "HS부호"
TEXTS = {"ko": "한글품목명", "en": "영문품목명"}
