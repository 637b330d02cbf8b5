"""A clerk of a body reports by keyboard, a supervisor in the other language vouches for it; then on a phone.
With the register in a database: a dropped file, and what becomes of its report.

Slow: people sign in to a board of their own, and each waits for what the other does.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from gapboard.ledger import CsvStore, Store
from gapboard.ledger.report import Report
from gapboard.ledger.reports import open_reports
from gapboard.ledger.store import open_database
from gapboard.people.rights import Accounts, Role, operator
from gapboard.people.rights.records import Granted
from tests.browser.axe import violations
from tests.browser.clerk import at_rest, tab_to
from tests.browser.conftest import settle
from tests.browser.test_review import PASSWORD, come_in
from tests.browser_support import serve
from tests.gapboard.intake.test_evidence import PDF
from tests.pages.task_data import INVESTMENT, with_tasks
from tests.shipped_data import DATA, copy_shipped

PHONE = {"width": 390, "height": 844}
MINUTE = 60.0


def staffed(folder: Path) -> Path:
    """A copy of the data with tasks, a clerk of a body and a reviewer."""
    with_tasks(copy_shipped(folder))
    for name, granted in {
        "王芳": Granted(role=Role.EDITOR, bodies=[INVESTMENT]),
        "李华": Granted(role=Role.REVIEWER),
        "陈明": Granted(role=Role.EDITOR),
    }.items():
        Accounts(folder).add(operator("root"), name, PASSWORD, granted)
    return folder


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a board with tasks, and the folder of its data."""
    folder = staffed(tmp_path_factory.mktemp("tasks"))
    with serve("make run", env={"GAPBOARD_DATA": str(folder)}) as url:
        yield url, folder


@pytest.fixture
def with_database(database, tmp_path: Path) -> Iterator[tuple[str, Path, Store]]:
    """The same with ledger and register in a database, which is given as well."""
    folder, store = staffed(tmp_path), open_database(database.url)
    store.append(CsvStore(DATA / "actuals.csv").read().rows)
    (folder / "actuals.csv").unlink()
    with serve("make run", env={"GAPBOARD_DATA": str(folder), "GAPBOARD_DATABASE_URL": database.url}) as url:
        yield url, folder, store


def rows(folder: Path) -> list[Report]:
    return list(open_reports(CsvStore(folder / "actuals.csv")).read())


def at_state(page: Page, item: str) -> None:
    """Wait for the form of an item, with the keyboard in its first field."""
    expect(page.locator(f'.gb-subject[data-subject="{item}"]')).to_be_attached()
    page.wait_for_function("document.activeElement?.type === 'radio'")
    at_rest(page)


def report(page: Page, presses: int, *texts: str) -> None:
    """From the first state: choose one, type what there is to say, save; all of it on the keyboard."""
    page.keyboard.press("Space")
    for _ in range(presses):
        page.keyboard.press("ArrowRight")
    for text in texts:
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.keyboard.press("Control+Enter")


def test_a_clerk_reports_and_a_supervisor_vouches(browser: Browser, office: tuple[str, Path], pictures: Path) -> None:
    address, folder = office
    clerk = come_in(browser, address, "王芳")
    clerk.goto(f"{address}/task-reports")
    settle(clerk, "#task-reports-end")
    expect(clerk.get_by_role("combobox", name="填报单位")).to_have_value("市投资促进局")
    faults = violations(clerk, "task reports")
    clerk.keyboard.press("Control+Enter")
    expect(clerk.get_by_text("请先选进展状态。")).to_be_visible()
    begun = time.monotonic()
    clerk.locator(".st-key-task-form input[type=radio]").first.focus()
    report(clerk, 2, "已印发", "宣贯", "没有")
    at_state(clerk, "km19-x.2")
    assert time.monotonic() - begun < MINUTE / 2, "a person has the other half to think"
    report(clerk, 1, "场地已定")
    at_state(clerk, "km19-x.3")
    clerk.screenshot(path=str(pictures / "task-reports.png"))
    assert [(row.subject, row.state, row.done, row.planned, row.obstacle) for row in rows(folder)] == [
        ("km19-x.1", "done", "已印发", "宣贯", "没有"),
        ("km19-x.2", "under_way", "场地已定", "", ""),
    ]

    supervisor = come_in(browser, address, "李华", "en-GB", "dark")
    supervisor.goto(f"{address}/task-reports")
    expect(supervisor.get_by_text("To be verified: 2")).to_be_visible()
    at_rest(supervisor)
    faults += violations(supervisor, "verifying, dark")
    tab_to(supervisor, "Verify")
    tab_to(supervisor, "Verify")  # the first is the view's own link
    supervisor.keyboard.press("Enter")
    expect(supervisor.get_by_text("To be verified: 1")).to_be_visible()
    assert [row.stage for row in rows(folder)] == ["claimed", "claimed", "verified"]
    supervisor.goto(f"{address}/documents?task=km19-x")
    settle(supervisor, "#root #plan-end")
    item = supervisor.locator('#root [data-task="km19-x"]')
    expect(item).to_contain_text("verified by 李华")
    expect(item).to_be_in_viewport()
    faults += violations(supervisor, "a plan, dark")

    clerk.set_viewport_size(PHONE)
    clerk.goto(f"{address}/task-reports?item=km19-x.3")
    settle(clerk, "#task-reports-end")
    form, listed = clerk.locator(".gb-subject").bounding_box(), clerk.locator(".gb-tasklist").bounding_box()
    assert form and listed and form["y"] < listed["y"], "on a phone the form comes before the list"
    assert clerk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    clerk.screenshot(path=str(pictures / "task-reports-phone.png"))
    assert faults == []
    for page in (clerk, supervisor):
        page.context.close()


def test_what_is_typed_and_not_saved_is_back_after_a_reload(
    browser: Browser, office: tuple[str, Path], pictures: Path
) -> None:
    address, folder = office
    clerk = come_in(browser, address, "王芳")
    clerk.on("dialog", lambda dialog: dialog.accept())  # the browser's own question
    form, back = f"{address}/task-reports?item=km19-x.3", clerk.get_by_text("未保存的草稿已恢复")

    def field(name: str) -> Locator:
        return clerk.get_by_role("textbox", name=name, exact=True)

    clerk.goto(form)
    settle(clerk, "#task-reports-end")
    field("填报时期").fill("2026-02")
    clerk.locator(".st-key-task-form").get_by_text("延期", exact=True).click()
    field("延期到").fill("2027")
    field("问题").type("用地未批")  # and the field is not left
    before = len(rows(folder))
    clerk.reload()
    expect(back).to_be_visible()
    expect(field("问题")).to_have_value("用地未批")
    expect(field("延期到")).to_have_value("2027")
    expect(field("填报时期")).to_have_value("2026-02")
    at_rest(clerk)
    clerk.screenshot(path=str(pictures / "task-reports-draft.png"))
    clerk.get_by_role("button", name="放弃草稿").click()
    expect(back).to_have_count(0)
    expect(field("问题")).to_have_value("")
    clerk.locator(".st-key-task-form").get_by_text("推进中", exact=True).click()
    field("已做").fill("已选址")
    clerk.keyboard.press("Control+Enter")
    expect(clerk.get_by_text("已保存“建成平台”")).to_be_visible()
    assert [row.done for row in rows(folder)[before:]] == ["已选址"]
    clerk.goto(form)  # neither what was given up nor what was saved comes back
    settle(clerk, "#task-reports-end")
    at_rest(clerk)
    assert clerk.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('gapboard.unsaved'))") == []
    expect(back).to_have_count(0)
    clerk.context.close()


def test_a_change_of_language_in_the_middle_keeps_whose_report_it_is(
    browser: Browser, office: tuple[str, Path], pictures: Path
) -> None:
    """Streamlit's boxes send the name of what is chosen, in the language in which the browser drew them."""
    address, folder = office
    editor = come_in(browser, address, "陈明")
    editor.goto(f"{address}/task-reports?lang=zh&body=km-press&item=km19-y.1")
    settle(editor, "#task-reports-end")
    form = editor.locator(".st-key-task-form")
    form.get_by_text("推进中", exact=True).click()
    form.get_by_role("textbox", name="已做", exact=True).fill("脚本已定")
    editor.get_by_role("link", name="English", exact=True).click()
    expect(editor.get_by_role("combobox", name="Reporting body")).to_have_value("Kunming Press Office")
    expect(form.get_by_role("radio", name="under way")).to_be_checked()
    at_rest(editor)
    editor.screenshot(path=str(pictures / "task-reports-in-english.png"))
    before = len(rows(folder))
    form.get_by_text("done", exact=True).click()
    at_rest(editor)
    assert "body=km-press" in editor.url and "item=km19-y.1" in editor.url
    editor.get_by_role("button", name="Save and go to the next").click()
    expect(editor.get_by_text("Saved “")).to_be_visible()
    assert [(row.body, row.subject, row.state, row.done) for row in rows(folder)[before:]] == [
        ("km-press", "km19-y.1", "done", "脚本已定")
    ]
    editor.context.close()


def drop(page: Page, name: str, content: bytes) -> None:
    """Let go of a file over the field for evidence, as a mouse does."""
    made = """([name, bytes]) => {
      const carried = new DataTransfer();
      carried.items.add(new File([new Uint8Array(bytes)], name, { type: "application/pdf" }));
      return carried;
    }"""
    carried = page.evaluate_handle(made, [name, list(content)])
    field = page.locator(".st-key-task-form [data-testid=stFileUploaderDropzone]")
    for event in ("dragenter", "dragover", "drop"):
        field.dispatch_event(event, {"dataTransfer": carried})
    at_rest(page)


def test_a_dropped_file_and_its_report_in_a_database(browser: Browser, with_database: tuple[str, Path, Store]) -> None:
    """Refused, kept, verified, read by who may, and taken back."""
    address, folder, store = with_database
    clerk = come_in(browser, address, "王芳")
    clerk.goto(f"{address}/task-reports?item=km19-x.1")
    settle(clerk, "#task-reports-end")
    clerk.get_by_text("已完成", exact=True).first.click()
    at_rest(clerk)
    drop(clerk, "批文.pdf", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    clerk.get_by_role("button", name="保存，到下一条").click()
    expect(clerk.get_by_text("这不是 PDF、PNG")).to_be_visible()
    assert open_reports(store).read() == ()
    clerk.get_by_role("button", name="移除 批文.pdf").click()
    at_rest(clerk)
    drop(clerk, "长" * 5000 + ".pdf", PDF)
    expect(clerk.get_by_text("把文件名改短")).to_be_visible()
    clerk.locator(".st-key-task-form [data-testid=stFileChipDeleteBtn]").click()
    at_rest(clerk)
    drop(clerk, "长" * 150 + ".pdf", PDF)
    clerk.get_by_role("button", name="保存，到下一条").click()
    at_state(clerk, "km19-x.2")
    (row,) = open_reports(store).read()
    assert (row.state, row.recorded_by, row.file) == ("done", "王芳", "长" * 96 + ".pdf")

    supervisor = come_in(browser, address, "李华", "en-GB")
    supervisor.goto(f"{address}/task-reports")
    supervisor.get_by_role("button", name="Verify", exact=True).click()
    expect(supervisor.get_by_text("To be verified: 0")).to_be_visible()
    assert [row.stage for row in open_reports(store).read()] == ["claimed", "verified"]
    proof = f"{address}/evidence/{row.sha256}"
    assert supervisor.request.get(proof).body() == PDF
    (folder / "people.yaml").write_text("read: signed_in\n", encoding="utf-8")
    stranger = browser.new_context()
    assert stranger.request.get(proof).status == 403
    stranger.close()

    clerk.goto(f"{address}/task-reports?item=km19-x.1")
    settle(clerk, "#task-reports-end")
    clerk.get_by_text("撤回", exact=True).first.click()
    clerk.get_by_label("撤回理由").fill("文件传错了")
    clerk.get_by_role("button", name="确认撤回").click()
    expect(clerk.get_by_text("已撤回；")).to_be_visible()
    last = open_reports(store).read()[-1]
    assert (last.stage, last.note) == ("withdrawn", "文件传错了")
    for page in (clerk, supervisor):
        page.context.close()


def test_saving_waits_for_a_file_and_is_refused_where_none_arrived(
    browser: Browser, office: tuple[str, Path], pictures: Path
) -> None:
    """With the keyboard and with the button, as fast as can be; the uploads are made slow."""
    address, folder = office
    clerk = come_in(browser, address, "王芳")
    clerk.goto(f"{address}/task-reports?item=km19-x.3")
    settle(clerk, "#task-reports-end")
    clerk.route("**/_stcore/upload_file/**", lambda route: (time.sleep(1), route.continue_()))
    before, form = len(rows(folder)), clerk.locator(".st-key-task-form")
    field = form.locator("input[type=file]")
    kinds = {"name": "批文.zip", "mimeType": "application/zip", "buffer": b"PK"}

    form.get_by_text("已完成", exact=True).click()
    at_rest(clerk)
    form.get_by_role("textbox", name="已做", exact=True).type("已印发")  # and the field is not left
    field.set_input_files(kinds)
    clerk.keyboard.press("Control+Enter")
    expect(clerk.get_by_text("没有保存：选的佐证文件没有传上来")).to_be_visible()
    clerk.screenshot(path=str(pictures / "task-reports-unsent.png"))
    clerk.get_by_role("button", name="移除 批文.zip").click()
    expect(clerk.get_by_text("选的佐证文件没有传上来")).to_have_count(0)
    field.set_input_files(kinds | {"name": "批文.pdf", "mimeType": "application/pdf", "buffer": PDF})
    clerk.keyboard.press("Control+Enter")
    expect(clerk.get_by_text("传完后自动保存")).to_be_visible()
    expect(clerk.get_by_text("已保存“建成平台”")).to_be_visible()
    (row,) = rows(folder)[before:]
    assert (row.done, row.file) == ("已印发", "批文.pdf")

    clerk.goto(f"{address}/task-reports?item=km19-x.3")
    settle(clerk, "#task-reports-end")
    form.get_by_text("推进中", exact=True).click()
    at_rest(clerk)
    field.set_input_files(kinds | {"name": "照片.pdf", "mimeType": "application/pdf", "buffer": PDF})
    clerk.get_by_role("button", name="保存，到下一条").click()
    expect(clerk.get_by_text("已保存“建成平台”")).to_be_visible()
    assert [row.file for row in rows(folder)[before:]] == ["批文.pdf", "照片.pdf"]
    clerk.context.close()
