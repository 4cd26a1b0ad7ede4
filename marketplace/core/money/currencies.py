"""Our own table of ISO 4217: which currencies there are, and how many digits their minor unit has.

CLDR has other digits for some (it rounds the Iraqi dinar to 0, ISO gives it 3) and Babel follows
it; what is stored and charged follows ISO. Source: ISO 4217:2015 with amendments to number 179
(the list of the SIX maintenance agency). Left out are funds codes (CLF, UYW, …), metals, test codes
and accounting units (XDR, XAD, …): nobody pays in them.
"""

CODE_LENGTH = 3

_DIGITS_OF_CODES = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
    2: (
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD "
        "CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
        "GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL "
        "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN "
        "PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP "
        "SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG"
    ),
    3: "BHD IQD JOD KWD LYD OMR TND",
}

DIGITS: dict[str, int] = {
    code: digits for digits, codes in _DIGITS_OF_CODES.items() for code in codes.split()
}


class UnknownCurrency(ValueError):
    """The code is none of an active currency of ISO 4217."""

    def __init__(self, code: object) -> None:
        super().__init__(f"{code!r} is not a currency of ISO 4217.")


def digits_of(code: str) -> int:
    """Return the digits of the currency's minor unit: 2 for USD, 0 for KRW, 3 for KWD.

    Raises UnknownCurrency.
    """
    try:
        return DIGITS[code]
    except (KeyError, TypeError):
        raise UnknownCurrency(code) from None
