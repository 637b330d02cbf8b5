"""Every page runs without an exception, in both languages, and says what the domain found.

Over a second where each page is drawn whole with the shipped data.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.meeting.slides import slides_html
from components.page import frame
from components.page.links import Links
from components.page.templates import style_sheet
from gapboard.ledger import COLUMNS
from tests.gapboard.export.handout_worlds import bounded_briefing
from tests.pages.conftest import PAGES, Opener, html_of


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_runs(open_page: Opener, page: str, language: str) -> None:
    app = open_page(page, lang=language)
    assert not app.exception
    title = {"zh": "English", "en": "中文"}[language]
    assert title in html_of(app), "the switch names the other language"


def test_the_style_sheet_comes_once(open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the index page where that carries it, else with the page's drawing."""
    sheet = f"<style>{style_sheet()}</style>"
    assert [item.body for item in open_page().get("html")].count(sheet) == 1
    monkeypatch.setattr(frame, "_styled", True)
    assert not any("<style>" in item.body for item in open_page().get("html"))


def test_overview_answers_in_words_and_counts(open_page: Opener) -> None:
    html = html_of(open_page(lang="zh", on="2026-11-21"))
    assert "198 项量化目标" in html
    # Counted by hand from the rows: 122 targets fell due in 2025, 75 before it, one is due in 2035.
    assert "2025年目标 122 项：达成 5，未达成 15，没有到期年数据 102。" in html
    assert "此前到期 75 项：达成 1，未达成 2，没有到期年数据 72。" in html
    assert "未到期 1 项：落后 1。" in html
    assert html.count("data-target=") == 198


def test_rows_are_worst_first(open_page: Opener) -> None:
    html = html_of(open_page(on="2026-11-21"))
    order = re.findall(r'data-status="(\w+)"', html)
    groups = [key for key, _ in __import__("itertools").groupby(order)]
    assert groups == ["missed", "behind", "met", "no_data"]


def test_filters_come_from_the_address(open_page: Opener) -> None:
    """Every row is sent; those that do not fit are hidden, and so are the cards of the wall."""
    html = html_of(open_page(document="panlong-2022-tasks", lang="en"))
    found = seen(html)
    assert len(found) == 27 and all(item.startswith("pl22-") for item in found)
    assert html.count("data-target=") == 198
    cards = re.findall(r'<a class="w-card[^>]*href="indicator\?([^"]+)"[^>]*(hidden|")>', html)
    assert cards and all(("region=panlong" in link) == (end != "hidden") for link, end in cards)


def test_a_status_shows_its_group_alone(open_page: Opener) -> None:
    every, met = (open_page(status=status, view="list", lang="en", on="2026-11-21") for status in ("", "met"))
    assert len(seen(rows_of(every))) == 198
    assert "6 of 198 shown" in html_of(met)
    groups = dict(re.findall(r'<section data-group="(\w+)"( hidden)?>', rows_of(met)))
    assert [group for group, hidden in groups.items() if not hidden] == ["met"]
    assert len(seen(rows_of(met))) == 6
    assert '<div class="gb-glance">' in html_of(every)
    assert '<div class="gb-glance" hidden>' in html_of(met), "the list stands right below the tiles"


def rows_of(app: AppTest) -> str:
    """The overview's rows."""
    (body,) = (item.body for item in app.get("html") if 'class="gb gb-rows"' in item.body)
    return str(body[body.index('class="gb gb-rows"') :])


def seen(html: str) -> list[str]:
    """The targets whose rows are not hidden."""
    return re.findall(r'<div class="gb-row" role="row" data-target="([^"]+)"[^>]*"(?: data-k="[^"]*")?>', html)


@pytest.mark.parametrize("status", ["behind-hand", "<b>"])
def test_a_status_that_is_none_is_ignored_and_hides_no_row(open_page: Opener, status: str) -> None:
    app = open_page(status=status, lang="en")
    assert f"“{status}”" in app.warning[0].value
    assert len(seen(html_of(app))) == len(seen(html_of(open_page(lang="en"))))


def test_a_filter_that_fits_nothing_says_so(open_page: Opener) -> None:
    html = html_of(open_page(theme="water", document="yn-2021-kunming-opinions", lang="en"))
    assert '<p class="gb-none">No target fits these filters.</p>' in html


def test_links_carry_language_and_date(open_page: Opener) -> None:
    html = html_of(open_page(lang="en", on="2024-08-01"))
    links = re.findall(r'href="(indicator\?[^"]+)"', html)
    assert links
    assert all("lang=en" in link and "on=2024-08-01" in link for link in links)


def test_the_board_as_known_on_a_date(open_page: Opener) -> None:
    """On 2024-08-01 Kunming's GDP was known up to 2022, and the 2025 targets were still open."""
    html = html_of(open_page("indicator", id="gdp", region="kunming", on="2024-08-01"))
    assert "7,541.37 亿元（2022）" in html
    assert "8,637.45" not in html


def test_indicator_shows_targets_derivation_clause_and_source(open_page: Opener) -> None:
    html = html_of(open_page("indicator", id="gdp", region="kunming", on="2026-11-21"))
    assert html.count('class="gb-card') == 3
    # 8637.45 − 10000 = −1362.55, by hand.
    assert "8,637.45 − 10,000 = −1,362.55" in html
    assert "经济总量达到1万亿元以上" in html
    assert "昆明市2025年国民经济和社会发展统计公报" in html


def test_an_unknown_indicator_is_told_plainly(open_page: Opener) -> None:
    app = open_page("indicator", id="no-such-thing")
    assert not app.exception
    assert "no-such-thing" in app.warning[0].value


def test_part_years_and_bounds_are_never_charted(open_page: Opener) -> None:
    """Ten months of 2017 tourism revenue are told as text; the chart knows 2015 and 2019 only."""
    app = open_page("indicator", id="tourism-revenue", region="kunming")
    assert "2017年1—10月" in html_of(app)
    spec = app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")
    assert "1338.72" not in str(spec[0].proto.spec)
    assert "2733.61" in str(spec[0].proto.spec)


def test_documents_page_gives_the_verdict_and_the_findings(open_page: Opener) -> None:
    html = html_of(open_page("documents", document="km-2019-action-plan", on="2026-11-21"))
    # By hand: technical progress met; foreign investment and R&D intensity missed; the other 38 of 41 open.
    assert "2019年目标 41 项：达成 1，未达成 2，没有到期年数据 38。" in html
    # 3000 + 6600 = 9600 of 10000 leaves 400; in 2025 the rest was 8637.45 − 1902.22 − 5803.49 = 931.74.
    assert (
        "各部分合计 9,600 亿元，总量 10,000 亿元，其余部分只剩 400 亿元（4%）；2025年其余部分已有 931.74 亿元" in html
    )
    # 3000 ÷ 1.15³ = 1972.55
    assert "1,972.55 亿元" in html


def test_figures_at_odds_are_findings_where_a_reader_looks(open_page: Opener, data_folder: Path) -> None:
    """Over 2,400 firms, then exactly 2,310: on the documents page, on the indicator's, and in the comparison."""
    rows = [
        f"kunming,high-tech-firms,2024,{value},家,{code},报道,,,2026-0{month}-01T00:00:00+08:00,王某,b,{bound}"
        for value, code, month, bound in ((2400, "P", 1, ">="), (2310, "A", 5, ""))
    ]
    (data_folder / "actuals.csv").write_text("\n".join([",".join(COLUMNS), *rows, ""]), encoding="utf-8")
    said = "先后说法不一：2024年 至少 2,400 家（报道，2026-01-01）；2024年 2,310 家（报道，2026-05-01）。"
    own = {"id": "high-tech-firms", "region": "kunming"}
    for page, asked in (("documents", {}), ("indicator", own), ("compare", {"view": "documents", **own})):
        assert said in html_of(open_page(page, **asked)), page
    assert "data-at-odds" not in html_of(open_page("indicator", id="gdp", region="kunming"))


def test_a_year_of_which_only_a_bound_is_known_stands_among_the_releases(open_page: Opener, data_folder: Path) -> None:
    row = "kunming,high-tech-firms,2025,2400,家,P,只此一报,,,2026-01-01T00:00:00+08:00,王某,b,>="
    (data_folder / "actuals.csv").write_text("\n".join([",".join(COLUMNS), row, ""]), encoding="utf-8")
    html = html_of(open_page("indicator", id="high-tech-firms", region="kunming", on="2026-11-21"))
    assert '<td>2025</td><td class="n">至少 2,400 家</td>' in html
    (card,) = re.findall(r"<article.*?</article>", html, re.DOTALL)
    assert "只此一报" in card, "the card names the source of the bound"


def test_missing_data_page_counts_every_target(open_page: Opener) -> None:
    html = html_of(open_page("coverage", lang="en", on="2026-11-21"))
    assert "Of 198 targets, 22 have the figure" in html
    assert html.count('<tr><td><a href="indicator?') == 198 - 22
    owed = [int(count) for count in re.findall(r"\d+ figures?, (\d+) of them due by now", html)]
    assert owed and html.count('<details class="gb-ask">') == len(owed)
    assert owed[:-1] == sorted(owed[:-1], reverse=True), "who owes most comes first; without a body comes last"


@pytest.mark.parametrize("page", PAGES)
def test_a_missing_file_is_a_message_not_a_stack_trace(open_page: Opener, data_folder: Path, page: str) -> None:
    (data_folder / "targets.yaml").unlink()
    app = open_page(page)
    assert not app.exception
    assert app.error
    assert "找不到文件" in html_of(app)


def test_a_broken_file_names_line_and_remedy(open_page: Opener, data_folder: Path) -> None:
    """What every page does with a file that it cannot use, the test above shows."""
    ledger = data_folder / "actuals.csv"
    text = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    text[2] = text[2].replace(text[2].split(",")[3], "很多", 1)
    ledger.write_text("".join(text), encoding="utf-8")
    app = open_page(lang="en")
    assert not app.exception
    assert "line 3" in html_of(app)
    assert "Write digits only" in html_of(app)


def test_text_from_a_data_file_is_harmless(open_page: Opener, data_folder: Path) -> None:
    path = data_folder / "targets.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name: 地区生产总值\n", "name: <img src=x onerror=alert(1)>\n", 1), encoding="utf-8")
    html = html_of(open_page())
    assert "<img" not in html
    assert "&lt;img src=x" in html


def test_pages_are_short_and_hold_no_arithmetic() -> None:
    pages = list(Path("pages").rglob("*.py"))
    assert pages
    assert not list(Path("pages").glob("*.py")), "Streamlit would run a file directly in pages/ without app.py"
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert len(text.splitlines()) < 120
        assert not re.search(r"\w\s[-+*/]\s\w", re.sub(r'""".*?"""|#.*', "", text, flags=re.S))


ASKING = {"selectbox", "radio", "select_slider", "number_input", "text_input", "text_area", "checkbox", "file_uploader"}


def test_whatever_asks_has_a_key() -> None:
    """Without one Streamlit knows it by its arguments: each choice that moves one makes another field."""
    asking = [
        (str(path), call.lineno, any(item.arg == "key" for item in call.keywords))
        for folder in ("components", "pages")
        for path in Path(folder).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in ASKING
    ]
    assert len(asking) > 20
    assert [(path, line) for path, line, keyed in asking if not keyed] == []


def test_the_answer_at_a_glance(open_page: Opener) -> None:
    """Five worst, five best, what is missing and twenty-one themes, each figure worked out from the ledger by hand."""
    html = html_of(open_page(lang="zh", on="2026-11-21"))
    brief = html[html.index('class="gb-brief"') : html.index('class="gb-themes"')]
    worst, best, lacking = re.split(r"<h2>(?:完成最好|数据缺口)", brief)
    # Of the promised change: no year of two kept, 0.28 of 3.95 points, 14.4 of 140, 1.5 of 9.8 points, 542.81 of 1895.
    # What fell due in 2025 stands before foreign investment of 2019, and that before GDP fourfold by 2035.
    names = r'<a href="[^"]+">([^<]+)</a>'
    assert re.findall(names, worst) == [
        "工业投资增速",
        "经济首位度",
        "常住人口",
        "民营经济增加值占GDP比重",
        "进出口总额",
    ]
    # 4.57 times the promised change in contracts, 3.24 times in urbanisation.
    assert re.findall(names, best)[0] == "技术合同成交额" and len(re.findall(names, best)) == 5
    assert re.findall(r"(\d{4})年 <b>(\d+)</b>", lacking) == [
        ("2025", "102"),
        ("2024", "3"),
        ("2023", "2"),
        ("2022", "27"),
        ("2021", "2"),
        ("2019", "38"),
    ]
    multiples = html[html.index('class="gb-themes"') : html.index('class="gb gb-wall"')]
    assert sum(int(total) for total in re.findall(r"<small>(\d+) 项</small>", multiples)) == 198


def test_a_theme_leaves_out_the_other_themes(open_page: Opener) -> None:
    html = html_of(open_page(lang="zh", theme="water", view="list", on="2026-11-21"))
    assert '<div class="gb-glance" hidden>' in html and len(seen(html)) == 9


def test_slides_hold_the_same_figures_as_the_overview(open_page: Opener) -> None:
    html = html_of(open_page("present", lang="zh", at="20261121T100000Z"))
    assert "2025年目标 122 项：达成 5，未达成 15，没有到期年数据 102。" in html
    assert "数据截至 2026-11-01，查看日期 2026-11-21" in html
    assert html.count('<section role="group"') > 20
    # Of the 2019 plan's 41 targets three were judged.
    assert "198 项目标中有 174 项到期而没有数据" in html and "缺 38 / 41 项" in html


def test_one_indicator_a_slide_the_worst_first_and_twenty_of_them_unless_chosen() -> None:
    shown = bounded_briefing("zh")
    html = slides_html(shown, Links("zh", ""), None)
    titles = re.findall(r'class="slide card [^"]*"[^>]*aria-label="([^"]*)" data-key="([^"]*)" data-usual', html)
    assert titles == [
        ("twice未达到2025年目标，只知上下限，足以断定未达到", "base_here"),
        ("met-by-months达到2025年目标，只知上下限，足以断定达到", "adds_here"),
        ("indicated：2024年已达2025年目标值（101 亿元），但2025年尚未公布", "state_here"),
        ("later-bound：2025年目标 100 亿元，暂无数据 · 尚未公布；2024年70 至 75 亿元", "bound_here"),
    ]
    assert "迹象：2024年（到期前 1 年）：101 亿元，已达目标值" in html and "部分月份的数是全年的下限" in html, (
        "the notes have the proof"
    )


def test_the_slide_of_the_themes_says_how_many_targets_are_on_no_slide(open_page: Opener) -> None:
    html = html_of(open_page("present", lang="zh", at="20261121T100000Z", pick="gdp_kunming~trade_kunming"))
    of_theme = re.compile(r'data-theme="(\w+)" data-total="(\d+)".*?class="left"[^>]*>(?:(\d+) 项未展示)?<', re.DOTALL)
    themes = of_theme.findall(html)
    (none,) = re.findall(r"暂无数据的领域 11 个：(.*?)。", html)
    assert sum(int(total) for _, total, _ in themes) + sum(map(int, re.findall(r"(\d+) 项", none))) == 198
    # Three clauses on GDP of the seven on the economy, three on trade of eighteen.
    assert {"economy": "4", "trade": "15"}.items() <= {theme: left for theme, _, left in themes}.items()


def test_what_is_chosen_stands_in_the_address_and_what_is_none_is_told(open_page: Opener) -> None:
    app = open_page("present", lang="zh", at="20261121T100000Z", pick="gdp_kunming~nothing_here")
    html = html_of(app)
    assert "网址中的选页“nothing_here”不能用在这里，已忽略。" in html
    app.switch_page("pages/meeting/handouts.py")
    html = html_of(app.run())
    assert "现为 1 项" in html and "pick=gdp_kunming" in html


def test_what_is_handed_out_is_as_of_the_moment_of_the_slides(open_page: Opener) -> None:
    at = "20261121T100000Z"
    assert re.search(rf'class="take" href="handouts\?[^"]*at={at}"', html_of(open_page("present", lang="zh", at=at)))
    html = html_of(open_page("handouts", lang="zh", at=at))
    assert re.search("与投屏一致，按 2026-11-21 [0-9:]{5} 的数据。", html) and "查看日期 2026-11-21" in html
    # The filters and the way back to the slides keep it.
    assert re.search(rf'href="present\?[^"]*at={at}', html) and re.search(rf'href="handouts\?[^"]*at={at}', html)
    assert "与投屏一致" not in html_of(open_page("handouts", lang="zh"))


@pytest.mark.parametrize("odd", ["", "tomorrow", "99990101T000000Z", "20261340T000000Z"])
def test_an_odd_moment_is_now(open_page: Opener, odd: str) -> None:
    app = open_page("present", lang="en", at=odd)
    assert not app.exception
    assert re.fullmatch(r"20\d{6}T\d{6}Z", str(app.query_params["at"]))


def test_departments_say_who_answers_and_that_nobody_can_be_ranked_yet(open_page: Opener) -> None:
    html = html_of(open_page("departments", lang="zh", on="2026-11-21"))
    # Counted by hand: 41 targets of 2019 and 27 of 2022 name somebody; 19 + 12 + 99 = 130 do not.
    assert "36 个责任单位，68 项量化目标；另列集体名称 1 个。" in html
    assert "另有 130 项目标，文件未列责任单位。" in html
    # What leaders ask first is the large line, and its list is open.
    lines = re.findall("<span>(.*?)</span>", html.split('gb-headline verdict">')[1].split("</p>")[0])
    assert lines[1].startswith("未达成又没有责任单位的：2025年目标 ") and '<details class="gb-ask" open>' in html
    assert "目前没有单位可以排名" in html
    assert "不少于 3 项才排名" in html
    assert html.count("data-body=") == 37
    # Foreign investment of 2019: 9.3 − 6.49 = 2.81.
    assert "差 2.81 亿美元" in html


def test_departments_filter_by_region_and_document(open_page: Opener) -> None:
    html = html_of(open_page("departments", region="panlong", on="2026-11-21"))
    assert html.count("data-body=") == 14
    assert "市发展改革委" not in html
    html = html_of(open_page("departments", document="km-2023-2025-three-year-plan", lang="en", on="2026-11-21"))
    assert "For 99 more targets the documents name no body." in html
    assert "data-body=" not in html


def test_one_department_lists_its_targets_with_clause(open_page: Opener) -> None:
    html = html_of(open_page("departments", body="pl-commerce", on="2026-11-21"))
    assert "文件所印：区商务和投资促进局、区商务投资和促进局" in html
    assert html.count("data-target=") == html.count('data-target="pl22-') == 5
    assert "暂不排名：可算进度的目标 0 项，不足 3 项；暂无数据 5 项。" in html
    assert html.count("<q lang") == 5


def test_a_collective_name_is_told_as_one_and_has_no_place(open_page: Opener) -> None:
    html = html_of(open_page("departments", body="pl-subdistricts", lang="en", on="2026-11-21"))
    assert html.count("data-target=") == 20
    assert "The documents name no single body" in html
    assert "Not ranked:" not in html


def test_an_unknown_department_is_told_and_harmless(open_page: Opener) -> None:
    app = open_page("departments", body="<b>none", on="2026-11-21")
    assert "责任单位“<b>none”不能用在这里，已忽略" in app.warning[0].value
    assert html_of(app).count("data-body=") == 37


def test_departments_are_ranked_once_figures_are_there(open_page: Opener, data_folder: Path) -> None:
    """市科技局 has 2 targets with a known progress; two deeds of 2019 make it 4 of 9 and rank it.

    R&D intensity fell, so it counts 0; the contribution of progress is met, so 1. Agencies 3 of 3 make 1,
    and 5 of 10 make 0.5: the mean is 2.5 ÷ 4 = 62.5 %.
    """
    path = data_folder / "actuals.csv"
    text = path.read_text(encoding="utf-8")
    deeds = _deed("sasea-tech-agencies", 3) + _deed("tech-agencies-attracted", 5)
    path.write_text(text + deeds, encoding="utf-8")
    html = html_of(open_page("departments", on="2026-11-21"))
    assert re.findall(r'data-rank="(\d+)"', html) == ["1"]
    assert "62.5%" in html and "4 / 9 项" in html and "5 / 9 项" in html
    one = html_of(open_page("departments", body="km-science", on="2026-11-21"))
    assert "平均进度 62.5%，在 1 个可排名单位中列第 1；计入 4 项，暂无数据 5 项。" in one


def _deed(indicator: str, value: float) -> str:
    return f"kunming,{indicator},2019,{value},个,A,工作总结,,,2020-03-01T09:00:00+08:00,张三,test\n"


@pytest.mark.parametrize("page", ["indicator", "coverage"])
def test_responsible_bodies_lead_to_their_page(open_page: Opener, page: str) -> None:
    html = html_of(open_page(page, id="fdi", region="kunming", lang="en", on="2026-11-21"))
    assert 'body=km-investment-promotion">Kunming Bureau of Investment Promotion</a>' in html


def test_a_negative_value_hangs_out_on_the_other_side_of_nought(open_page: Opener) -> None:
    """−9.6 % in place of 26 %: the bar runs from −9.984 to 27.04, so nought lies at 9.984 ÷ 37.024 = 26.97 %."""
    rows = rows_of(open_page(lang="zh", on="2026-11-21"))
    row = rows[rows.index('data-target="km25-industrial-investment-growth"') :].split("</div>")[0]
    assert '<span class="bullet" style="--zero:26.97%"' in row
    assert re.search(r'<i class="actual missed below" style="left:1\.04%;width:25\.93%"></i>', row)


def test_whom_another_document_names_is_suggested_and_marked_as_that(open_page: Opener) -> None:
    html = html_of(open_page("indicator", lang="zh", id="tourism-revenue", region="kunming"))
    assert html.count("建议：市文化和旅游局（2019行动计划就同一指标所列），尚未指定") == 3, (
        "the answer and both targets of 2025, not that of 2019"
    )
