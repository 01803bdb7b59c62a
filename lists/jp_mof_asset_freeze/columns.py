"""What the sheets and columns of MOF's files mean; both files are read by these tables and refused where they end."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from screening.errors import ListError
from screening.models import Kind

LIST_ID = "jp-mof-asset-freeze"

_CARRIAGE_RETURN = "_x000D_"
"""How a carriage return inside a cell shows where the workbook was written by a program that escapes it."""


class Field(StrEnum):
    """What a column says of a party."""

    LISTED_ON = "listed_on"
    NOTICE_NO = "notice_no"
    SECTION = "section"
    NUMBER = "number"
    KIND = "kind"
    NAME_JA = "name_ja"
    NAME_EN = "name_en"
    ALIAS = "alias"
    FORMER = "former"
    WEAK = "weak"
    BIRTH = "birth"
    NATIONALITY = "nationality"
    PASSPORT = "passport"
    NATIONAL_ID = "national_id"
    UN_REFERENCE = "un_reference"
    ADDRESS = "address"
    COUNTRY_JA = "country_ja"
    CITY_JA = "city_ja"
    COUNTRY_EN = "country_en"
    CITY_EN = "city_en"
    REMARK = "remark"
    """Kept for the reviewer under its heading."""
    NOTICE_TEXT = "notice_text"
    """The notice as one text. It repeats the other columns, so only names in their original script are taken from it;
    the raw file keeps the rest."""


_REMARKS = (
    "称号", "役職", "肩書", "肩書等", "出生地", "出生地・出身地", "活動地域", "電話", "電話番号", "FAX", "リスト掲載日",
    "国連制裁委員会による指定日", "国連制裁員会による指定日", "指定の根拠", "決議1483上の根拠", "その他の情報", "詳細",
)  # fmt: skip

WORKBOOK: dict[str, Field] = {
    "告示日付": Field.LISTED_ON,
    "告示番号": Field.NOTICE_NO,
    "日本語表記": Field.NAME_JA,
    "英語表記": Field.NAME_EN,
    "別名": Field.ALIAS,
    "別称": Field.ALIAS,
    "別名・別称": Field.ALIAS,
    "別称・別名": Field.ALIAS,
    "別称・旧称": Field.ALIAS,
    "確定可能な別名": Field.ALIAS,
    "旧称": Field.FORMER,
    "旧称・以前の呼称": Field.FORMER,
    "過去の別名": Field.FORMER,
    "以前の別名": Field.FORMER,
    "確定に十分でない別名": Field.WEAK,
    "生年月日": Field.BIRTH,
    "生年月日・出生地": Field.BIRTH,
    "国籍": Field.NATIONALITY,
    "旅券番号": Field.PASSPORT,
    "身分登録番号": Field.NATIONAL_ID,
    "身分証番号": Field.NATIONAL_ID,
    "ID番号": Field.NATIONAL_ID,
    "国連参照番号": Field.UN_REFERENCE,
    "住所": Field.ADDRESS,
    "住所等": Field.ADDRESS,
    "所在地": Field.ADDRESS,
    "住所・所在地": Field.ADDRESS,
    "所在地・住所": Field.ADDRESS,
    "活動地域・住所": Field.ADDRESS,
    "所在地・住所登録された事務所の住所": Field.ADDRESS,
    **dict.fromkeys(_REMARKS, Field.REMARK),
}
"""Heading of a sheet, without spaces -> what it says. The sheets use different ones of these."""

TABLE: dict[str, Field] = {
    "区分": Field.SECTION,
    "番号": Field.NUMBER,
    "告示日付": Field.LISTED_ON,
    "告示番号": Field.NOTICE_NO,
    "個人・団体": Field.KIND,
    "氏名(日本語)": Field.NAME_JA,
    "氏名(英語)": Field.NAME_EN,
    "別名・別称(日本語)": Field.ALIAS,
    "別名・別称(英語)": Field.ALIAS,
    "旧称(日本語)": Field.FORMER,
    "旧称(英語)": Field.FORMER,
    "確定に十分でない別名(日本語)": Field.WEAK,
    "確定に十分でない別名(英語)": Field.WEAK,
    "称号(日本語)": Field.REMARK,
    "称号(英語)": Field.REMARK,
    "役職(日本語)": Field.REMARK,
    "役職(英語)": Field.REMARK,
    "生年月日": Field.BIRTH,
    "出生地(日本語)": Field.REMARK,
    "出生地(英語)": Field.REMARK,
    "国籍(日本語)": Field.NATIONALITY,
    "国籍(英語)": Field.NATIONALITY,
    "旅券番号": Field.PASSPORT,
    "身分証番号": Field.NATIONAL_ID,
    "住所・所在地(国)(日本語)": Field.COUNTRY_JA,
    "住所・所在地(都市その他の情報)(日本語)": Field.CITY_JA,
    "住所・所在地(国)(英語)": Field.COUNTRY_EN,
    "住所・所在地(都市その他の情報)(英語)": Field.CITY_EN,
    "国連参照番号": Field.UN_REFERENCE,
    "リスト掲載日": Field.REMARK,
    "その他の情報": Field.REMARK,
    "外務省告示情報": Field.NOTICE_TEXT,
}
"""Heading of the CSV file -> what it says. The file has all of them."""

_BY_ROW = None
SHEETS: dict[str, Kind | None] = {
    "ミロシェビッチ前ユーゴ大統領関係者": Kind.PERSON,
    "タリバーン関係者等": _BY_ROW,
    "テロリスト等(1)": _BY_ROW,
    "テロリスト等(2)": _BY_ROW,
    "イラク前政権関係者等(I)": Kind.PERSON,
    "イラク前政権関係者等(II)": Kind.ORGANISATION,
    "イラク前政権関係者等(III)": Kind.ORGANISATION,
    "コンゴ民主共和国(個人)": Kind.PERSON,
    "コンゴ民主共和国(団体)": Kind.ORGANISATION,
    "スーダン": _BY_ROW,
    "北朝鮮(決議1695号)": _BY_ROW,
    "北朝鮮(決議1718号等;団体)": Kind.ORGANISATION,
    "北朝鮮(決議1718号等;個人)": Kind.PERSON,
    "北朝鮮(協調;団体)": Kind.ORGANISATION,
    "北朝鮮(協調;個人)": Kind.PERSON,
    "イラン(個人)": Kind.PERSON,
    "イラン(団体)": Kind.ORGANISATION,
    "ソマリア": _BY_ROW,
    "リビア(I)": _BY_ROW,
    "リビア(II)": _BY_ROW,
    "シリア(個人)": Kind.PERSON,
    "シリア(団体)": Kind.ORGANISATION,
    "クリミア等(個人)": Kind.PERSON,
    "クリミア等(団体)": Kind.ORGANISATION,
    "ロシア連邦(団体(特定銀行を除く))": Kind.ORGANISATION,
    "ロシア連邦(個人)": Kind.PERSON,
    "ロシア連邦(特定銀行)": Kind.ORGANISATION,
    "ベラルーシ(個人)": Kind.PERSON,
    "ベラルーシ(団体(特定銀行を除く))": Kind.ORGANISATION,
    "ベラルーシ(特定銀行)": Kind.ORGANISATION,
    "ロシア及びベラルーシ以外(団体(特定銀行を除く))": Kind.ORGANISATION,
    "ロシア及びベラルーシ以外(個人)": Kind.PERSON,
    "ロシア及びベラルーシ以外(特定銀行)": Kind.ORGANISATION,
    "中央アフリカ共和国(個人)": Kind.PERSON,
    "中央アフリカ共和国(団体)": Kind.ORGANISATION,
    "イエメン共和国": _BY_ROW,
    "南スーダン": _BY_ROW,
    "マリ共和国": _BY_ROW,
    "ハイチ共和国(個人)": Kind.PERSON,
    "ハイチ共和国(団体)": Kind.ORGANISATION,
    "イスラエル": _BY_ROW,
}
"""Title of a sheet, without its number, which moves when MOF puts a programme in between -> what its parties are."""

IGNORED_SHEETS = re.compile(r"一覧|.*(?:廃止|解除).*")
"""The table of contents, and programmes that were ended."""

KINDS: dict[str, Kind] = {"個人": Kind.PERSON, "団体": Kind.ORGANISATION}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty, with the heading that it stands under."""

    field: Field
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """A row of either file.

    Attributes:
        where: Place of the row, for messages.
        programme: Why the party is listed, as the publisher prints it.
        kind: What the sheet or the row says it is; None where neither does.
        cells: Those that are not empty, in the order of the columns.
    """

    where: str
    programme: str
    kind: Kind | None
    cells: tuple[Cell, ...]

    def texts(self, *fields: Field) -> list[str]:
        """Texts of the cells that say one of these things, in the order of the columns."""
        return [cell.text for cell in self.cells if cell.field in fields]

    def first(self, field: Field) -> str:
        """Text of the first cell that says it, or nothing."""
        return next(iter(self.texts(field)), "")


def plain(text: str) -> str:
    """Text of a cell without escapes, compatibility forms and blanks at its ends; line breaks stay."""
    return unicodedata.normalize("NFKC", text.replace(_CARRIAGE_RETURN, "")).replace("\r", "").strip()


def key(text: str) -> str:
    """A heading or title as the tables above write it: without the spaces that MOF sets for looks."""
    return "".join(plain(text).split())


def cells(headings: Sequence[str], row: Sequence[str], fields: dict[str, Field]) -> tuple[Cell, ...]:
    """Cells of a row that are not empty."""
    return tuple(
        Cell(fields[heading], heading, text)
        for heading, cell in zip(headings, row, strict=True)
        if heading and (text := plain(cell))
    )


def known_headings(row: Sequence[str], fields: dict[str, Field], *, where: str) -> list[str]:
    """Keys of a row of headings.

    Raises:
        ListError: A heading is not known, or stands twice.
    """
    headings = [key(cell) for cell in row]
    unknown = [heading for heading in headings if heading and heading not in fields]
    if unknown:
        raise ListError(
            f"{where}: the heading {unknown[0]!r} is not known; say in lists/jp_mof_asset_freeze/columns.py what it "
            "means"
        )
    twice = [heading for heading in fields if headings.count(heading) > 1]
    if twice:
        raise ListError(f"{where}: the heading {twice[0]!r} stands twice")
    return headings
