"""Files that reveal what was planted in them, made here so that no stranger's document lies in the repository."""

import io
import zipfile

import pikepdf
from openpyxl import Workbook
from openpyxl.comments import Comment
from PIL import Image, ImageDraw, PngImagePlugin

NAME = "RINAPELAPOR"
VISIBLE = "ISIYANGTERLIHAT"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {RDF}><rdf:Description rdf:about=""><dc:creator><rdf:Seq><rdf:li>{NAME}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def picture(size=(60, 40)):
    """Left half red, right half blue, so that turning it shows."""
    made = Image.new("RGB", size, "blue")
    ImageDraw.Draw(made).rectangle((0, 0, size[0] // 2 - 1, size[1]), fill="red")
    return made


def exif(orientation=1):
    values = Image.Exif()
    values[0x010F], values[0x0110], values[0x013B], values[0x0112] = "Pabrik", "Telepon 7", NAME, orientation
    values[0x0132] = "2026:03:05 10:15:00"
    values.get_ifd(0x8769).update({0xA431: f"SERI-{NAME}", 0x927C: f"MAKER-{NAME}".encode()})
    values.get_ifd(0x8825).update({1: "S", 2: (6.0, 12.0, 31.0), 3: "E", 4: (106.0, 50.0, 44.0)})
    return values


def jpeg(orientation=1, size=(60, 40)):
    out = io.BytesIO()
    picture(size).save(out, "JPEG", exif=exif(orientation), comment=NAME.encode(), quality=95, xmp=XMP.encode())
    return out.getvalue() + f"EKOR-{NAME}".encode()


def png():
    out, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_text("Author", NAME)
    info.add_text("Keterangan", NAME, zip=True)
    info.add_itxt("XML:com.adobe.xmp", XMP)
    picture().save(out, "PNG", pnginfo=info, exif=exif())
    return out.getvalue() + NAME.encode()


def pdf():
    """Two versions in one file, each with its own words, and all that PDF can hide."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    page = document.pages[0]
    photograph = pikepdf.Stream(document, jpeg())
    photograph.update(dict_of("/XObject", "/Image"))
    photograph.Width, photograph.Height, photograph.BitsPerComponent = 60, 40, 8
    photograph.ColorSpace, photograph.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(XObject={"/P": document.make_indirect(photograph)}, Font={"/F": font})
    page.Contents = document.make_stream(f"BT /F 12 Tf 20 100 Td ({VISIBLE}) Tj ET q 60 0 0 40 20 20 cm /P Do Q".encode())
    note = {"Type": "/Annot", "Subtype": "/Text", "Rect": [0, 0, 10, 10], "T": NAME, "Contents": "catatan", "M": "D:20260305"}
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[0, 0, 9, 9],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://contoh.example/"),
    )
    page.Annots = pikepdf.Array([named(note), link])
    page.PieceInfo = pikepdf.Dictionary(Program=pikepdf.Dictionary(Private=NAME))
    page.Thumb = document.make_stream(NAME.encode())
    document.docinfo["/Author"] = NAME
    document.docinfo["/Pembuat"] = NAME
    document.Root.Metadata = document.make_stream(XMP.encode())
    document.attachments[f"{NAME}.txt"] = f"lampiran {NAME}".encode()
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{NAME}')")
    out = io.BytesIO()
    document.save(out, compress_streams=False)
    first = out.getvalue()
    start = first.rindex(b"startxref") + 10
    before = int(first[start : first.index(b"\n", start)])
    added = f"\n999 0 obj\n({NAME})\nendobj\n".encode()
    at = len(first) + len(added)
    with pikepdf.open(io.BytesIO(first)) as written:
        root, info = written.Root.objgen[0], written.trailer.Info.objgen[0]
    tail = f"xref\n999 1\n{len(first) + 1:010} 00000 n \ntrailer\n<< /Size 1000 /Root {root} 0 R /Info {info} 0 R /Prev {before} >>\nstartxref\n{at}\n%%EOF\n"
    return first + added + tail.encode()


def dict_of(kind, subtype):
    return {"/Type": pikepdf.Name(kind), "/Subtype": pikepdf.Name(subtype)}


def named(values):
    return pikepdf.Dictionary({f"/{key}": pikepdf.Name(value) if str(value).startswith("/") else value for key, value in values.items()})


def xlsx():
    book = Workbook()
    sheet = book.active
    sheet["A1"] = VISIBLE
    sheet["A1"].comment = Comment(f"komentar {NAME}", NAME)
    sheet["A2"] = "lihat"
    sheet["A2"].hyperlink = f"file:///C:/Users/{NAME}/data.xlsx"
    sheet.row_dimensions[3].hidden = True
    sheet["A3"] = "baris"
    book.create_sheet("Lembar Rahasia").sheet_state = "hidden"
    book.properties.creator, book.properties.lastModifiedBy, book.properties.title = NAME, NAME, NAME
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _packed(main, media, body, *, parts=(), relations=(), types=""):
    """An office file from its main part and more: (name, content, content type) and (id, type, target, external)."""
    folder, name = main.rsplit("/", 1)
    overrides = "".join(f'<Override PartName="/{path}" ContentType="{kind}"/>' for path, _, kind in parts if kind)
    content_types = (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/>{types}'
        f'<Override PartName="/{main}" ContentType="{media}"/>{overrides}</Types>'
    )

    def rels(listed):
        lines = "".join(
            f'<Relationship Id="{one}" Type="{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if out else ""}/>'
            for one, kind, target, out in listed
        )
        return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'

    core = f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{NAME}</dc:creator><cp:lastModifiedBy>{NAME}</cp:lastModifiedBy></cp:coreProperties>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = NAME.encode()
        archive.writestr("[Content_Types].xml", content_types)
        archive.writestr(
            "_rels/.rels",
            rels(
                [
                    ("r1", f"{OFFICE}/officeDocument", main, False),
                    ("r2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
                    ("r3", f"{PACKAGE}/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg", False),
                ]
            ),
        )
        archive.writestr("docProps/core.xml", core)
        archive.writestr("docProps/thumbnail.jpeg", jpeg())
        archive.writestr(main, HEAD + body)
        archive.writestr(f"{folder}/_rels/{name}.rels", rels(relations))
        archive.writestr(f"leftover/{NAME}.txt", NAME)
        for path, content, _ in parts:
            archive.writestr(path, content)
    return out.getvalue()


def docx(extra=()):
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        f'<w:document xmlns:w="{w}" xmlns:r="{OFFICE}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><w:body>'
        f'<w:p w:rsidR="00AB12CD"><w:r><w:t>{VISIBLE}</w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve"> dan lagi</w:t></w:r>'
        f'<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
        f'<w:p><w:ins w:id="1" w:author="{NAME}" w:date="2026-03-05T10:15:00Z"><w:r><w:t>tambahan</w:t></w:r></w:ins>'
        f'<w:del w:id="2" w:author="{NAME}" w:date="2026-03-05T10:15:00Z"><w:r><w:delText>terhapus</w:delText></w:r></w:del></w:p>'
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Gambar" descr="C:\\Users\\{NAME}\\foto.jpg"/></wp:inline></w:drawing></w:r></w:p>'
        f"</w:body></w:document>"
    )
    comments = f'{HEAD}<w:comments xmlns:w="{w}"><w:comment w:id="0" w:author="{NAME}" w:initials="RP"><w:p><w:r><w:t>komentar {NAME}</w:t></w:r></w:p></w:comment></w:comments>'
    settings = f'{HEAD}<w:settings xmlns:w="{w}" xmlns:r="{OFFICE}"><w:attachedTemplate r:id="r1"/><w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids></w:settings>'
    template = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/attachedTemplate" Target="file:///C:/Users/{NAME}/surat.dotm" TargetMode="External"/></Relationships>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = (
        ("word/comments.xml", comments, f"{kind}.comments+xml"),
        ("word/settings.xml", settings, f"{kind}.settings+xml"),
        ("word/_rels/settings.xml.rels", template, ""),
        ("word/media/image1.jpeg", jpeg(), ""),
        ("customXml/item1.xml", f"<data>{NAME}</data>", ""),
        *[(path, content, "") for path, content, _ in extra],
    )
    relations = (
        ("r1", f"{OFFICE}/comments", "comments.xml", False),
        ("r2", f"{OFFICE}/settings", "settings.xml", False),
        ("r3", f"{OFFICE}/image", "media/image1.jpeg", False),
        ("r4", f"{OFFICE}/customXml", "../customXml/item1.xml", False),
        *[(f"x{number}", f"{OFFICE}/{kind}", path.removeprefix("word/"), False) for number, (path, _, kind) in enumerate(extra)],
    )
    return _packed("word/document.xml", f"{kind}.document.main+xml", body, parts=parts, relations=relations)


def pptx():
    p, a = "http://schemas.openxmlformats.org/presentationml/2006/main", "http://schemas.openxmlformats.org/drawingml/2006/main"
    body = f'<p:presentation xmlns:p="{p}" xmlns:r="{OFFICE}"><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst></p:presentation>'
    slide = f'{HEAD}<p:sld xmlns:p="{p}" xmlns:a="{a}" xmlns:r="{OFFICE}" show="0"><p:cSld><p:spTree><p:pic><p:nvPicPr><p:cNvPr id="2" name="{NAME}.jpg"/></p:nvPicPr></p:pic><p:sp><p:txBody><a:p><a:r><a:t>{VISIBLE}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>'
    notes = f'{HEAD}<p:notes xmlns:p="{p}" xmlns:a="{a}"><p:cSld><a:p><a:r><a:t>catatan pembicara</a:t></a:r></a:p></p:cSld></p:notes>'
    comment = f'{HEAD}<p:cmLst xmlns:p="{p}"><p:cm authorId="0" dt="2026-03-05T10:15:00"><p:text>{NAME}</p:text></p:cm></p:cmLst>'
    authors = f'{HEAD}<p:cmAuthorLst xmlns:p="{p}"><p:cmAuthor id="0" name="{NAME}" initials="RP"/></p:cmAuthorLst>'
    rels = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/notesSlide" Target="../notesSlides/notesSlide1.xml"/><Relationship Id="r2" Type="{OFFICE}/comments" Target="../comments/comment1.xml"/></Relationships>'
    kind = "application/vnd.openxmlformats-officedocument.presentationml"
    parts = (
        ("ppt/slides/slide1.xml", slide, f"{kind}.slide+xml"),
        ("ppt/slides/_rels/slide1.xml.rels", rels, ""),
        ("ppt/notesSlides/notesSlide1.xml", notes, f"{kind}.notesSlide+xml"),
        ("ppt/comments/comment1.xml", comment, f"{kind}.comments+xml"),
        ("ppt/commentAuthors.xml", authors, f"{kind}.commentAuthors+xml"),
    )
    relations = (("r1", f"{OFFICE}/slide", "slides/slide1.xml", False), ("r2", f"{OFFICE}/commentAuthors", "commentAuthors.xml", False))
    return _packed("ppt/presentation.xml", f"{kind}.presentation.main+xml", body, parts=parts, relations=relations)


def everything_in(data):
    """All bytes of a file, also those that are compressed inside."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment
            for entry in archive.infolist():
                yield entry.filename.encode() + entry.extra + entry.comment
                yield from everything_in(archive.read(entry))
    elif data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as document:
            for one in document.objects:
                yield one.unparse(resolved=True)
                if isinstance(one, pikepdf.Stream):
                    yield one.read_raw_bytes()
                    try:
                        yield one.read_bytes()
                    except pikepdf.PdfError:
                        continue
