"""What is kept as evidence is one thing from end to end, by its content, under a harmless name."""

import io
import struct
import zipfile
import zlib

import docx
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gapboard.intake.evidence import LONGEST_NAME, MOST_BYTES, attachment, clean_name
from gapboard.kernel.faults import DataFault

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def picture(kind: str, **how: object) -> bytes:
    file = io.BytesIO()
    Image.effect_noise((60, 40), 90).save(file, kind, **how)
    return file.getvalue()


def document() -> bytes:
    file, made = io.BytesIO(), docx.Document()
    made.add_paragraph("已完成")
    made.save(file)
    return file.getvalue()


def workbook() -> bytes:
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file)
    made.add_worksheet().write(0, 0, "已完成")
    made.close()
    return file.getvalue()


PNG, JPEG, DOCX, XLSX = picture("PNG"), picture("JPEG", quality=60), document(), workbook()
GOOD = {"pdf": PDF, "png": PNG, "jpg": JPEG, "docx": DOCX, "xlsx": XLSX}


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], **how: object) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, **how) as archive:  # type: ignore[call-overload]
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def refused(content: bytes, name: str = "证明.pdf") -> str:
    with pytest.raises(DataFault) as caught:
        attachment(name, content)
    (fault,) = caught.value.faults
    assert all("{" not in fault.text(language) for language in ("zh", "en"))
    assert len(fault.text("zh")) < 400
    return fault.code


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize("name", ["通知.pdf", "照片.PNG", "a.exe", "无后缀", "b.tar.gz"])
def test_the_content_says_what_it_is_not_the_name(kind: str, name: str) -> None:
    found = attachment(name, GOOD[kind])
    assert (found.kind, found.content) == (kind, GOOD[kind])
    assert found.name.lower().endswith(f".{kind}")


@pytest.mark.parametrize(
    "content",
    [
        picture("JPEG", progressive=True),
        picture("JPEG", quality=95, comment=b"a comment"),
        JPEG + JPEG,  # telephones add a second picture for bright screens
        JPEG + bytes(300),
        PDF.replace(b"\n", b"\r\n") + b"\r\n",
        packed(parts_of(DOCX)),
    ],
)
def test_what_ordinary_programs_write_is_taken(content: bytes) -> None:
    assert attachment("a", content).content == content


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "empty_file", id="empty"),
        pytest.param(SVG, "evidence_kind", id="svg"),
        pytest.param(b"\xef\xbb\xbf" + SVG, "evidence_kind", id="svg-with-mark"),
        pytest.param(b"<html><script>alert(1)</script>", "evidence_kind", id="html"),
        pytest.param(b"MZ" + bytes(200), "evidence_kind", id="program"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "evidence_kind", id="old-office"),
        pytest.param(b"GIF89a" + bytes(50), "evidence_kind", id="gif"),
        pytest.param(packed({"a.txt": b"x"}), "evidence_kind", id="plain-zip"),
        pytest.param(b" " + PDF, "evidence_two_things", id="pdf-behind-something"),
        pytest.param(PDF[:40], "evidence_damaged", id="half-a-pdf"),
        pytest.param(PNG[:-20], "evidence_damaged", id="half-a-png"),
        pytest.param(JPEG[:-200], "evidence_damaged", id="half-a-jpeg"),
        pytest.param(DOCX[:-200], "evidence_damaged", id="half-a-docx"),
        pytest.param(PNG.replace(b"IDAT", b"IDAX", 1), "evidence_damaged", id="png-with-a-wrong-sum"),
    ],
)
def test_what_is_not_one_of_these_whole_is_refused(content: bytes, code: str) -> None:
    assert refused(content) == code


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PDF + packed({"a.html": b"<script>"}), id="pdf-and-zip"),
        pytest.param(PNG + packed({"a.html": b"<script>"}), id="png-and-zip"),
        pytest.param(JPEG + packed({"a.html": b"<script>"}), id="jpeg-and-zip"),
        pytest.param(PNG + b"<script>alert(1)</script>", id="png-and-script"),
        pytest.param(JPEG + b"<?php system($_GET[0]); ?>", id="jpeg-and-php"),
        pytest.param(JPEG + PDF, id="jpeg-and-pdf"),
        pytest.param(picture("JPEG", comment=b"%PDF-1.4"), id="jpeg-with-a-pdf-in-its-head"),
        pytest.param(DOCX + PDF, id="docx-and-pdf"),
        pytest.param(DOCX + b"\0", id="docx-and-a-byte"),
        pytest.param(DOCX + XLSX, id="docx-and-xlsx"),
        pytest.param(packed(parts_of(DOCX) | parts_of(XLSX)), id="both-in-one"),
        pytest.param(packed({"%PDF-1.4": b"", **parts_of(DOCX)}), id="pdf-in-its-head"),
    ],
)
def test_what_is_two_things_at_once_is_refused(content: bytes) -> None:
    assert refused(content) in ("evidence_two_things", "evidence_damaged")


def test_bytes_between_the_parts_of_an_archive_are_refused() -> None:
    """Room for a page or a program that office software never sees."""
    end = DOCX.rindex(b"PK\x05\x06")
    size, start = struct.unpack("<II", DOCX[end + 12 : end + 20])
    hidden = b"<script>" * 8
    tail = DOCX[end : end + 12] + struct.pack("<II", size, start + len(hidden)) + DOCX[end + 20 :]
    assert refused(DOCX[:start] + hidden + DOCX[start:end] + tail) == "evidence_two_things"


def test_two_parts_of_one_name_are_refused() -> None:
    file = io.BytesIO(DOCX)
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<other/>")
    assert refused(file.getvalue()) == "evidence_two_things"


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/activeX/activeX1.bin", "word/embeddings/oleObject1.bin"])
def test_what_can_run_is_refused(name: str) -> None:
    assert refused(packed(parts_of(DOCX) | {name: b"x"})) == "evidence_macros"


def test_a_document_that_says_it_has_macros_is_refused() -> None:
    parts = parts_of(XLSX)
    types = parts["[Content_Types].xml"].replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main")
    assert types != parts["[Content_Types].xml"]
    assert refused(packed(parts | {"[Content_Types].xml": types})) == "evidence_macros"


def test_a_zip_bomb_is_refused_whatever_its_directory_says() -> None:
    bomb = packed(parts_of(DOCX) | {"word/media/a.bin": bytes(60 * 1024 * 1024)}, compresslevel=9)
    assert len(bomb) < 200_000
    assert refused(bomb) == "zip_bomb"
    # The same with a directory that tells of ten bytes, and of their sum.
    packed_size = bomb.rindex(b"word/media/a.bin") - 46
    lying = bytearray(bomb)
    lying[packed_size + 16 : packed_size + 20] = struct.pack("<I", zlib.crc32(bytes(10)))
    lying[packed_size + 24 : packed_size + 28] = struct.pack("<I", 10)
    assert refused(bytes(lying)) in ("zip_bomb", "evidence_damaged")
    many = packed(parts_of(DOCX) | {f"word/{number}.xml": b"" for number in range(2100)})
    assert refused(many) == "zip_bomb"


def test_a_file_with_a_password_and_one_too_large() -> None:
    locked = bytearray(DOCX)
    at = locked.rindex(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert refused(bytes(locked)) == "encrypted"
    assert refused(PDF + bytes(MOST_BYTES)) == "evidence_too_large"


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("通车照片.JPG", "jpg", "通车照片.jpg"),
        ("通车照片.jpeg", "jpg", "通车照片.jpeg"),
        ("../../etc/passwd", "pdf", "passwd.pdf"),
        ("C:\\Users\\李\\文件.docx", "docx", "文件.docx"),
        ("a.pdf.exe", "pdf", "a.pdf.pdf"),
        ("CON.pdf", "pdf", "_CON.pdf"),
        ("", "png", "_.png"),
        ("...", "png", "_.png"),
        (".htaccess", "png", "htaccess.png"),
        ("报告\u202egpj.exe", "pdf", "报告gpj.pdf"),
        ("a\r\nContent-Type: text", "pdf", "a Content-Type text.pdf"),
        ('x"; filename=y.html', "pdf", "x ; filename=y.pdf"),
        ("\ud800坏.png", "png", "坏.png"),
        ("e\u0301.pdf", "pdf", "é.pdf"),
    ],
)
def test_names_are_made_harmless(name: str, kind: str, expected: str) -> None:
    assert clean_name(name, kind) == expected


def test_a_name_of_five_thousand_characters() -> None:
    found = attachment("长" * 5000 + ".pdf", PDF)
    assert found.name == "长" * (LONGEST_NAME - 4) + ".pdf"
    assert refused(b"nothing", "长" * 5000) == "evidence_kind"


@given(st.text(max_size=300), st.sampled_from(list(GOOD)))
def test_every_name_is_one_part_of_a_path_that_prints(name: str, kind: str) -> None:
    found = clean_name(name, kind)
    assert found == clean_name(found, kind)  # cleaning once is enough
    assert 0 < len(found) <= LONGEST_NAME
    assert not set('<>:"/\\|?*') & set(found) and found.isprintable()
    assert found not in (".", "..") and not found.startswith(".")
    assert found.lower().endswith((f".{kind}", ".jpeg", ".jpe"))


@settings(max_examples=60)
@given(st.sampled_from(list(GOOD)), st.data())
def test_a_changed_byte_makes_it_faulty_or_leaves_it_what_it_is(kind: str, data) -> None:
    content = bytearray(GOOD[kind])
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] = data.draw(st.integers(0, 255))
    try:
        assert attachment("a", bytes(content)).kind == kind
    except DataFault as fault:
        assert len(fault.faults) == 1
