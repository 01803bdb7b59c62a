import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.clean import clean
from screening.names.forms import name_form
from screening.names.legal_forms import strip_east_asian, strip_latin
from screening.names.tables import rows

STRIPPED = [
    ("株式会社日立製作所", "日立制作所", "株式会社"),
    ("日立製作所株式会社", "日立制作所", "株式会社"),
    ("株式会社 日立製作所", "日立制作所", "株式会社"),
    ("（株）日立製作所", "日立制作所", "株式会社"),
    ("㈱日立製作所", "日立制作所", "株式会社"),
    ("㍿日立製作所", "日立制作所", "株式会社"),
    ("カブシキガイシャ日立製作所", "日立制作所", "株式会社"),
    ("㈲山田", "山田", "有限会社"),
    ("合同会社西友", "西友", "合同会社"),
    ("国立大学法人東京科学大学", "东京科学大学", "国立大学法人"),
    ("国立研究開発法人宇宙航空研究開発機構", "宇宙航空研究开発机构", "国立研究開発法人"),
    ("华为技术有限公司", "华为技术", "有限公司"),
    ("华为技术有限责任公司", "华为技术", "有限責任公司"),
    ("中兴通讯股份有限公司", "中兴通讯", "股份有限公司"),
    ("中興通訊股份有限公司", "中兴通讯", "股份有限公司"),
    ("浪潮集团有限公司", "浪潮", "有限公司"),
    ("中国电子科技集团公司", "中国电子科技", "集団公司"),
    ("三菱重工海洋机械株式会社", "三菱重工海洋机械", "株式会社"),
    ("川崎重工航空宇宙系统公司", "川崎重工航空宇宙系统", "公司"),
    ("주식회사 삼성전자", "삼성전자", "주식회사"),
    ("삼성전자(주)", "삼성전자", "주식회사"),
    ("㈜삼성전자", "삼성전자", "주식회사"),
    ("Huawei Technologies Co., Ltd.", "huawei technology", "limited"),
    ("Huawei Technologies Co.,Ltd", "huawei technology", "limited"),
    ("Huawei Technologies CO LTD", "huawei technology", "limited"),
    ("Huawei Technologies Company Limited", "huawei technology", "limited"),
    ("Hitachi K.K.", "hitachi", "株式会社"),
    ("Hitachi KK", "hitachi", "株式会社"),
    ("Skydio Inc.", "skydio", "inc"),
    ("Skydio, Inc", "skydio", "inc"),
    ("Acme L.L.C.", "acme", "llc"),
    ("Acme LLC", "acme", "llc"),
    ("Acme Pte. Ltd.", "acme", "private limited"),
    ("Acme Pvt. Ltd.", "acme", "private limited"),
    ("Acme Sdn. Bhd.", "acme", "private limited"),
    ("Acme GmbH", "acme", "gmbh"),
    ("Acme GmbH & Co. KG", "acme", "gmbh & co kg"),
    ("Acme S.A.", "acme", "sa"),
    ("Acme S.p.A.", "acme", "spa"),
    ("Acme S. r. l.", "acme", "srl"),
    ("Acme d.o.o.", "acme", "doo"),
    ("Acme d. o. o.", "acme", "doo"),
    ("Acme DOO", "acme", "doo"),
    ("Acme A/S", "acme", "as"),
    ("Acme a.s.", "acme", "as"),
    ("Acme Ltd. Şti.", "acme", "ltd sti"),
    ("TechInsights Europe Sp zo.o", "techinsights europe", "sp zoo"),
    ("OOO Romashka", "romashka", "ooo"),
    ("Romashka, OOO", "romashka", "ooo"),
    ("JSC Kometa", "kometa", "jsc"),
    ("Acme FZCO", "acme", "fzco"),
]

FORMS_ONLY = [
    "株式会社",
    "(株)",
    "有限公司",
    "股份有限公司",
    "Co., Ltd.",
    "Limited",
    "GmbH",
    "주식회사",
    "K.K.",
    "OOO",
    "Company",
]


@pytest.mark.parametrize(("name", "core", "form"), STRIPPED)
def test_a_legal_form_is_taken_off_and_remembered(name, core, form):
    found = name_form(name)

    assert found.core.replace(" ", "") == clean(core).text.replace(" ", "")
    assert form in found.legal_forms


@pytest.mark.parametrize("name", FORMS_ONLY)
def test_a_name_that_is_nothing_but_legal_forms_keeps_something_to_compare(name):
    assert not name_form(name).is_empty


def test_the_longest_legal_form_is_the_one_that_is_found():
    rest, found = strip_east_asian("华为股份有限公司")

    assert (rest, found) == ("华为", ("股份有限公司",))


def test_a_legal_form_in_the_middle_of_a_part_stays():
    assert strip_east_asian("华为有限公司研究所") == ("华为有限公司研究所", ())
    assert strip_latin(["limited", "brands"]) == (["limited", "brands"], ())


def test_only_russian_forms_are_taken_off_the_start():
    assert strip_latin(["ooo", "kometa"]) == (["kometa"], ("ooo",))
    assert strip_latin(["ab", "volvo"]) == (["ab", "volvo"], ())


def test_the_words_given_are_not_changed():
    words = ["huawei", "co", "ltd"]

    strip_latin(words)

    assert words == ["huawei", "co", "ltd"]


@pytest.mark.parametrize("row", rows("legal_forms"), ids=lambda row: row["form"])
def test_every_form_of_the_table_is_recognised_behind_a_name(row):
    assert name_form(f"Quxar {row['form']}").joined == "quxar"


LETTERS = st.text("abcxyz0189華為日立", max_size=6)
FORMS = st.sampled_from([clean(row["form"]).text for row in rows("legal_forms")])
GLUED = st.lists(st.one_of(FORMS, LETTERS, st.just(" "))).map("".join)


@given(GLUED)
def test_taking_off_east_asian_forms_never_leaves_nothing(name):
    rest, _ = strip_east_asian(name)

    assert any(character.isalnum() for character in rest) == any(character.isalnum() for character in name)


@given(GLUED)
def test_taking_off_east_asian_forms_only_ever_shortens(name):
    tidy = " ".join(name.split())
    rest, found = strip_east_asian(tidy)

    assert bool(found) == (rest != tidy)
    assert len(rest) <= len(tidy)


@given(st.lists(st.one_of(FORMS.map(lambda form: form.replace(".", "")), LETTERS.filter(bool)), min_size=1))
def test_taking_off_latin_forms_never_leaves_nothing(words):
    words = [word for part in words for word in part.split()]
    rest, found = strip_latin(words)

    assert rest
    assert (len(rest) < len(words)) == bool(found)
