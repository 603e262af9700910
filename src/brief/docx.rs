//! The brief as DOCX (ISO/IEC 29500, `WordprocessingML`): headings, lists, tables and notes as styles, so that it can be
//! worked on further. No clock in it: the same brief gives the same bytes.

use super::blocks::{Block, Look, Run, blocks, event_anchor, source_anchor};
use super::model::Brief;
use crate::figure::{Fonts, escape, page_svg, png};
use crate::model::Lang;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

/// Of the text of a page of A4, in twentieths of a point (170 mm) …
const WIDTH: f64 = 9638.0;
/// … and in the units of drawings.
const WIDTH_EMU: f64 = 6_120_000.0;

/// The bytes of a DOCX file.
pub(super) fn docx(brief: &Brief) -> Result<Vec<u8>, String> {
    let picture = png(&page_svg(&brief.figure, None, Fonts::Named), 3.0)?;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // The oldest time that the format can tell: a file has one, and the clock is none of it.
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let parts: [(&str, Vec<u8>); 10] = [
        ("[Content_Types].xml", CONTENT_TYPES.into()),
        ("_rels/.rels", RELATIONS.into()),
        ("docProps/core.xml", core(brief).into()),
        ("word/document.xml", body(brief).into()),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS.into()),
        ("word/styles.xml", styles(brief).into()),
        ("word/numbering.xml", NUMBERING.into()),
        ("word/header1.xml", header(brief).into()),
        ("word/footer1.xml", footer(brief).into()),
        ("word/media/timeline.png", picture),
    ];
    for (name, bytes) in parts {
        zip.start_file(name, options).map_err(|e| e.to_string())?;
        zip.write_all(&bytes).map_err(|e| e.to_string())?;
    }
    Ok(zip.finish().map_err(|e| e.to_string())?.into_inner())
}

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/><Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/timeline.png"/></Relationships>"#;

const NUMBERING: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="260"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;

fn core(brief: &Brief) -> String {
    let (title, subject) = (escape(&brief.title), escape(&brief.subtitle));
    let (language, version) = (brief.lang.pick("fr-FR", "en-GB"), env!("CARGO_PKG_VERSION"));
    format!(
        r#"{XML}
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject><dc:creator>Frise {version}</dc:creator><dc:language>{language}</dc:language></cp:coreProperties>"#
    )
}

fn styles(brief: &Brief) -> String {
    let language = brief.lang.pick("fr-FR", "en-GB");
    let mut out = format!(
        r#"{XML}
<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/><w:color w:val="1B1F24"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>"#
    );
    let mut paragraph = |id: &str, name: &str, of_paragraph: &str, of_run: &str| {
        let _ = write!(
            out,
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr>{of_paragraph}</w:pPr><w:rPr>{of_run}</w:rPr></w:style>"#
        );
    };
    let keep = "<w:keepNext/><w:keepLines/>";
    paragraph("Title", "Title", &format!(r#"{keep}<w:spacing w:after="120"/>"#), r#"<w:b/><w:sz w:val="42"/>"#);
    let level = |n: u8, before: u16| {
        format!(r#"{keep}<w:spacing w:before="{before}" w:after="80"/><w:outlineLvl w:val="{n}"/>"#)
    };
    paragraph("Heading1", "heading 1", &level(0, 360), r#"<w:b/><w:sz w:val="28"/>"#);
    paragraph("Heading2", "heading 2", &level(1, 240), r#"<w:b/><w:sz w:val="21"/>"#);
    paragraph("Event", "Event", r#"<w:keepNext/><w:spacing w:before="200" w:after="20"/>"#, "");
    let quiet = r#"<w:color w:val="5A6270"/><w:sz w:val="17"/>"#;
    paragraph("About", "About", r#"<w:spacing w:after="40"/>"#, quiet);
    // The line under the line of an event stands with its first passage.
    paragraph("EventKind", "Event kind", r#"<w:keepNext/><w:spacing w:after="40"/>"#, quiet);
    paragraph("Quote", "Quote", r#"<w:spacing w:after="40"/><w:ind w:left="284"/>"#, r#"<w:sz w:val="19"/>"#);
    paragraph(
        "ListBullet",
        "List Bullet",
        r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:contextualSpacing/>"#,
        "",
    );
    paragraph("Cell", "Cell", r#"<w:spacing w:before="40" w:after="40"/>"#, r#"<w:sz w:val="18"/>"#);
    paragraph("Source", "Source", r#"<w:keepLines/><w:spacing w:after="100"/>"#, r#"<w:sz w:val="18"/>"#);
    out.push_str("</w:styles>");
    out
}

fn header(brief: &Brief) -> String {
    format!("{XML}\n<w:hdr xmlns:w=\"{MAIN}\">{}</w:hdr>", banner(brief))
}

/// How the brief may be spread, at the head and the foot of each page.
fn banner(brief: &Brief) -> String {
    let banner = brief.banner.as_deref().map(escape).unwrap_or_default();
    format!(
        r#"<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="17"/></w:rPr><w:t xml:space="preserve">{banner}</w:t></w:r></w:p>"#
    )
}

fn footer(brief: &Brief) -> String {
    let title = escape(&brief.title);
    let quiet = r#"<w:rPr><w:color w:val="5A6270"/><w:sz w:val="17"/></w:rPr>"#;
    format!(
        r#"{XML}
<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr><w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs></w:pPr><w:r>{quiet}<w:t xml:space="preserve">{title}</w:t></w:r><w:r>{quiet}<w:tab/></w:r><w:fldSimple w:instr=" PAGE "><w:r>{quiet}<w:t>1</w:t></w:r></w:fldSimple></w:p>{}</w:ftr>"#,
        if brief.banner.is_some() { banner(brief) } else { String::new() },
    )
}

fn body(brief: &Brief) -> String {
    let mut w = Writer { out: String::new(), bookmarks: 0 };
    let _ = write!(
        w.out,
        r#"{XML}
<w:document xmlns:w="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>"#
    );
    for block in blocks(brief) {
        w.block(brief, &block);
    }
    w.out.push_str(
        r#"<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="1134" w:bottom="1247" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>"#,
    );
    w.out
}

struct Writer {
    out: String,
    bookmarks: usize,
}

impl Writer {
    fn block(&mut self, brief: &Brief, block: &Block) {
        match block {
            Block::Heading { level, text, anchor } => {
                let style = match level {
                    1 => "Title",
                    2 => "Heading1",
                    _ => "Heading2",
                };
                let run = Run { look: Look::Plain, text: text.clone(), to: None };
                self.paragraph(style, Some(anchor), &[run]);
            }
            Block::Text(runs) => self.paragraph("Normal", None, runs),
            Block::Small(runs) => self.paragraph("About", None, runs),
            Block::Item(runs) => self.paragraph("ListBullet", None, runs),
            Block::Source { number, runs } => self.paragraph("Source", Some(&source_anchor(*number)), runs),
            Block::Figure { numbers } => {
                self.figure(brief);
                self.paragraph("About", None, &[Run { look: Look::Quiet, text: numbers.clone(), to: None }]);
            }
            Block::Table { head, rows, shares, numbers, caption } => {
                self.table(head, rows, shares, numbers);
                let runs = [Run { look: Look::Quiet, text: caption.clone(), to: None }];
                self.paragraph("About", None, &runs);
            }
            Block::Event { told, line, about, passages, why, note } => {
                self.paragraph("Event", Some(&event_anchor(*told)), line);
                self.paragraph("EventKind", None, about);
                for passage in passages {
                    self.paragraph("Quote", None, passage);
                }
                for rest in [why, note].into_iter().filter(|r| !r.is_empty()) {
                    self.paragraph("About", None, rest);
                }
            }
        }
    }

    fn paragraph(&mut self, style: &str, anchor: Option<&str>, runs: &[Run]) {
        let _ = write!(self.out, r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>"#);
        if let Some(anchor) = anchor {
            self.bookmarks += 1;
            let id = self.bookmarks;
            let _ = write!(self.out, r#"<w:bookmarkStart w:id="{id}" w:name="{anchor}"/><w:bookmarkEnd w:id="{id}"/>"#);
        }
        for run in runs {
            self.run(run);
        }
        self.out.push_str("</w:p>");
    }

    fn run(&mut self, run: &Run) {
        let text = escape(&run.text);
        let look = match (run.look, run.to.is_some()) {
            (_, true) => r#"<w:color w:val="0E4C82"/>"#,
            (Look::Strong, _) => "<w:b/>",
            (Look::Emphasis, _) => "<w:i/>",
            (Look::Quiet, _) => r#"<w:color w:val="5A6270"/>"#,
            (Look::Quoted(Lang::Fr), _) => {
                r#"<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="21"/><w:lang w:val="fr-FR"/>"#
            }
            (Look::Quoted(Lang::En), _) => {
                r#"<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="21"/><w:lang w:val="en-GB"/>"#
            }
            (Look::Plain, _) => "",
        };
        let inner = format!(r#"<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#);
        let _ = match &run.to {
            Some(anchor) => write!(self.out, r#"<w:hyperlink w:anchor="{anchor}" w:history="1">{inner}</w:hyperlink>"#),
            None => write!(self.out, "{inner}"),
        };
    }

    fn figure(&mut self, brief: &Brief) {
        let scene = &brief.figure.scene;
        let height = (WIDTH_EMU * scene.height / scene.width.max(1.0)).round();
        let alt = escape(&brief.figure.description);
        let name = brief.lang.pick("Frise chronologique", "Timeline");
        let _ = write!(
            self.out,
            r#"<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{WIDTH_EMU}" cy="{height}"/><wp:docPr id="1" name="{name}" descr="{alt}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="{name}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId5"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{WIDTH_EMU}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#
        );
    }

    fn table(&mut self, head: &[String], rows: &[Vec<Vec<Run>>], shares: &[f64], numbers: &[bool]) {
        let rule = |side: &str| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="D9DEE4"/>"#);
        let (top, bottom, between) = (rule("top"), rule("bottom"), rule("insideH"));
        let _ = write!(
            self.out,
            r#"<w:tbl><w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblBorders>{top}{bottom}{between}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1" w:noVBand="1"/></w:tblPr><w:tblGrid>"#
        );
        for share in shares {
            let _ = write!(self.out, r#"<w:gridCol w:w="{}"/>"#, (WIDTH * share).round());
        }
        self.out.push_str("</w:tblGrid>");
        let bold = |h: &String| vec![Run { look: Look::Strong, text: h.clone(), to: None }];
        let header: Vec<Vec<Run>> = head.iter().map(bold).collect();
        self.row(&header, shares, numbers, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for row in rows {
            self.row(row, shares, numbers, "<w:trPr><w:cantSplit/></w:trPr>");
        }
        self.out.push_str("</w:tbl>");
    }

    fn row(&mut self, cells: &[Vec<Run>], shares: &[f64], numbers: &[bool], properties: &str) {
        let _ = write!(self.out, "<w:tr>{properties}");
        for ((runs, share), number) in cells.iter().zip(shares).zip(numbers) {
            let width = (WIDTH * share).round();
            let side = if *number { r#"<w:jc w:val="right"/>"# } else { "" };
            let _ = write!(
                self.out,
                r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Cell"/>{side}</w:pPr>"#
            );
            for run in runs {
                self.run(run);
            }
            self.out.push_str("</w:p></w:tc>");
        }
        self.out.push_str("</w:tr>");
    }
}
