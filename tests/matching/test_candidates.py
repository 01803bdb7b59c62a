import pytest

from screening.matching import policy
from screening.matching.candidates import CANDIDATES, candidates
from screening.matching.name_table import name_table

LISTED = [
    "Huawei Technologies Co., Ltd.",
    "Gazprombank",
    "Hi Silicon Optoelectronics",
    "Zhejiang Dahua Technology Co., Ltd.",
    "Almaz-Antey Telecommunications LLC",
    "Beijing Institute of Technology",
    "Panda Electronics Group Co., Ltd.",
    "华为技术有限公司",
    "中国电子科技集团公司第五十五研究所",
    "ファーウェイ・ジャパン",
]

FOUND = [
    ("Huawei Technologies Co., Ltd.", "Huawei Technologies Co., Ltd.", "equal"),
    ("Technologies Huawei", "Huawei Technologies Co., Ltd.", "other order"),
    ("Huawai Technologies", "Huawei Technologies Co., Ltd.", "a misspelt word"),
    ("Hauwei", "Huawei Technologies Co., Ltd.", "two letters swapped"),
    ("Huawi", "Huawei Technologies Co., Ltd.", "a letter left out"),
    ("Huawwei Technologies", "Huawei Technologies Co., Ltd.", "a letter doubled"),
    ("Gazprom Bank", "Gazprombank", "a split word"),
    ("HiSilicon Optoelectronics", "Hi Silicon Optoelectronics", "a joined word"),
    ("Dahua", "Zhejiang Dahua Technology Co., Ltd.", "only the brand"),
    ("Almaz Antey Telecom", "Almaz-Antey Telecommunications LLC", "an abbreviated word"),
    ("Almaz Antey Air Defence Telecommunications", "Almaz-Antey Telecommunications LLC", "words added"),
    ("Beijing Institute Technology Press", "Beijing Institute of Technology", "two neighbouring common words"),
    ("Nanjing Panda Electronics Company", "Panda Electronics Group Co., Ltd.", "a place added"),
    ("華為", "华为技术有限公司", "traditional characters, only the brand"),
    ("中國電子科技集團第55研究所", "中国电子科技集团公司第五十五研究所", "numerals and characters of another kind"),
    ("ﾌｧｰｳｪｲｼﾞｬﾊﾟﾝ", "ファーウェイ・ジャパン", "half-width kana without the dot"),
    ("浙江大华技术股份有限公司", "Zhejiang Dahua Technology Co., Ltd.", "the brand in pinyin"),
    ("Hi Silicon Opto electronics", "Hi Silicon Optoelectronics", "another word split"),
    ("ガスプロムバンク", "Gazprombank", "katakana"),
    ("北京理工大学", "Beijing Institute of Technology", "a translation"),
]

UNRELATED = [
    "Kingfisher Tackle Ltd",
    "株式会社うみねこ商会",
    "Lindenauer Messtechnik GmbH & Co. KG",
    "한빛나루금형",
    "BELLETECH CORP",
]


def found(query, entry):
    """Pairs of names that are candidates, with their coverage."""
    left, right = name_table(query), name_table(entry)
    pairs = candidates(left, right)
    return {
        (left["name"][row["query_id"]], right["name"][row["entry_id"]]): (
            row["query_coverage"],
            row["entry_coverage"],
        )
        for row in pairs.iter_rows(named=True)
    }


@pytest.fixture(scope="module")
def together():
    """Candidates of all names of this module, screened in one go."""
    return found([*(query for query, _, _ in FOUND), *UNRELATED], LISTED)


@pytest.mark.parametrize(("query", "entry", "because"), FOUND)
def test_a_name_finds_the_entry_that_it_may_be(together, query, entry, because):
    assert (query, entry) in together, because


@pytest.mark.parametrize("query", UNRELATED)
def test_an_unrelated_name_has_no_candidates(together, query):
    assert [entry for name, entry in together if name == query] == []


@pytest.mark.parametrize("query", [query for query, _, _ in FOUND])
def test_a_name_alone_has_the_same_candidates_as_among_others(together, query):
    alone = found([query], LISTED)

    assert alone == {pair: coverage for pair, coverage in together.items() if pair[0] == query}
    assert alone


def test_candidates_do_not_depend_on_the_order_of_the_names(together):
    turned = found([*reversed(UNRELATED), *(query for query, _, _ in reversed(FOUND))], list(reversed(LISTED)))

    assert turned == together


def test_equal_names_cover_each_other_wholly():
    assert found(["Panda Electronics"], ["PANDA ELEC."]) == {("Panda Electronics", "PANDA ELEC."): (1, 1)}


def test_a_name_inside_a_longer_one_is_covered_and_the_longer_one_is_not():
    [(query_coverage, entry_coverage)] = found(["Huawei"], ["Huawei Marine Networks"]).values()

    assert query_coverage == 1
    assert entry_coverage < 1


def test_pairs_of_which_too_little_is_common_are_dropped():
    pairs = found(["Huawei"], ["Huawei Marine Salvage Orchestra Budapest Kettle Museum"])

    assert policy.MIN_COVERAGE > 1 / 7
    assert pairs == {}


def test_short_words_must_be_equal():
    assert found(["Jon"], ["John"]) == {}
    assert found(["John"], ["John"]) != {}


@pytest.fixture(scope="module")
def common():
    """Entries that make two words too common to be keys, but never beside each other."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [f"Kestrel {one}{other}works Larkspur" for one in letters for other in "aeiouxyzbcdfghjk"]
    assert len(names) > policy.MAX_ENTRY_NAMES_PER_TOKEN
    return names


@pytest.mark.parametrize("query", ["Kestrel", "Larkspur"])
def test_a_word_on_too_many_entries_is_no_key_but_the_whole_name_still_is(common, query):
    pairs = found([query], [*common, f"{query} GmbH"])

    assert [entry for _, entry in pairs] == [f"{query} GmbH"]


@pytest.mark.parametrize(
    "query", ["Larkspur Kestrel", "Kestrel, Larkspur", "LarkspurKestrel", "Quokka Larkspur Kestrel"]
)
def test_common_words_find_a_name_in_any_order_joined_and_as_neighbours(common, query):
    assert (query, "Larkspur Kestrel GmbH") in found([query], [*common, "Larkspur Kestrel GmbH"])


@pytest.mark.parametrize(("query", "entry"), [([], LISTED), (["Huawei"], []), ([], []), (["***"], LISTED)])
def test_without_names_there_are_no_candidates_but_the_same_columns(query, entry):
    pairs = candidates(name_table(query), name_table(entry))

    assert pairs.is_empty()
    assert dict(pairs.schema) == CANDIDATES


def test_each_pair_stands_once_ordered_by_both_ids():
    left, right = name_table([query for query, _, _ in FOUND]), name_table(LISTED)
    pairs = candidates(left, right).select("query_id", "entry_id")

    assert pairs.rows() == sorted(set(pairs.rows()))
    assert pairs.height >= len(LISTED)
