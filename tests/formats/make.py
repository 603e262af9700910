#!/usr/bin/env python3
"""Makes the files of this folder from `article.txt` with the programs that people use: LibreOffice, Chromium, Python's mail,
zip and table writers. They are kept in the repository, so that tests need none of these; run it again after a change here.

    apt install libreoffice-writer-nogui libreoffice-calc-nogui chromium python3
    pip install websocket-client
    python3 tests/formats/make.py
"""

import csv, html, json, mailbox, os, pathlib, shutil, socket, subprocess, tempfile, time, urllib.request, zipfile
from email.message import EmailMessage
from xml.sax.saxutils import escape

HERE = pathlib.Path(__file__).parent
OUT = HERE / "one_of_each"
TITLE, *PARAGRAPHS = HERE.joinpath("article.txt").read_text("utf8").strip().split("\n\n")
DAY, HOUR = "2018-10-04", "2018-10-04T19:12:00+02:00"
BODY = "\n".join(f"<p>{html.escape(p, quote=False)}</p>" for p in PARAGRAPHS)

PAGE = f"""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">
<title>{html.escape(TITLE)} | Le Fjord</title>
<meta property="og:title" content="{html.escape(TITLE)}"><meta property="og:site_name" content="Le Fjord">
<link rel="canonical" href="https://fjord.example/monde/oiac">
<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE,
  "datePublished": HOUR, "publisher": {"@type": "Organization", "name": "Le Fjord"}})}</script>
<style>nav a {{ margin: 4px }} figure {{ float: right }}</style></head>
<body><header class="site-header"><nav><a href="/">Accueil</a><a href="/monde">Monde</a><a href="/eco">Économie</a></nav></header>
<div class="cookie-banner"><p>Nous utilisons des cookies pour mesurer l’audience de ce site avec nos nombreux partenaires.</p></div>
<main><article><h1>{html.escape(TITLE)}</h1><p class="byline">Par la rédaction</p><time datetime="{HOUR}">4 octobre 2018</time>
<div class="article-body">{BODY.replace("</p>", '</p><p class="lire-aussi"><a href="/x">Lire aussi : La Chine accuse le Japon</a></p>', 1)}</div>
<div class="share">Partager cet article sur tous vos réseaux</div></article>
<aside class="related"><h2>Les plus lus</h2><p>L’Iran accuse Israël d’avoir piraté ses stations-service, ce que le pays dément.</p></aside></main>
<footer><p>Mentions légales. Tous droits réservés.</p></footer></body></html>
"""

PLAIN = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body><h1>{html.escape(TITLE)}</h1>\n{BODY}</body></html>'

COLUMNS = f"""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{html.escape(TITLE)}</title>
<style>body {{ font: 11px serif; width: 460px }} h1 {{ font-size: 20px }} #c {{ column-count: 2; column-gap: 24px; text-align: justify; hyphens: auto; height: 330px }}
p {{ margin: 0; text-indent: 12px }}</style></head><body><h1>{html.escape(TITLE)}</h1><div id="c">{BODY}</div></body></html>"""


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180)


def office(source, ending, work):
    run("soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", ending, "--outdir", work, source)
    return pathlib.Path(work) / (pathlib.Path(source).stem + "." + ending.split(":")[0])


CHROMIUM = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"]


def mhtml(url, work):
    import websocket
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    browser = subprocess.Popen([*CHROMIUM, f"--remote-debugging-port={port}", "--remote-allow-origins=*", f"--user-data-dir={work}/c", url],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                pages = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json"))
                page = next(p for p in pages if p["type"] == "page")
                break
            except Exception:
                time.sleep(0.3)
        time.sleep(1)
        ws = websocket.create_connection(page["webSocketDebuggerUrl"])
        ws.send(json.dumps({"id": 1, "method": "Page.captureSnapshot", "params": {"format": "mhtml"}}))
        while True:
            answer = json.loads(ws.recv())
            if answer.get("id") == 1:
                return answer["result"]["data"]
    finally:
        browser.terminate()
        browser.wait()


def mail(ending_html):
    m = EmailMessage()
    m["Subject"], m["From"], m["To"] = TITLE, "Le Fjord <lettre@fjord.example>", "veille@exemple.fr"
    m["Date"], m["Message-ID"] = "Thu, 04 Oct 2018 19:12:00 +0200", "<oiac-1@fjord.example>"
    m.set_content("\n\n".join(PARAGRAPHS), cte="quoted-printable")
    if ending_html:
        m.add_alternative(f"<html><body>{BODY}</body></html>", subtype="html", cte="base64")
    return m


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    text = TITLE + "\n\n" + "\n\n".join(PARAGRAPHS) + "\n"
    put = lambda name, data: (OUT / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    put("texte.txt", text)
    put("markdown.md", f"# {TITLE}\n\n" + "\n\n".join(PARAGRAPHS) + "\n")
    put("windows.txt", text.encode("cp1252"))
    put("latin9.txt", text.replace("’", "'").replace("—", "-").encode("iso8859-15"))
    put("mac.txt", text.encode("mac_roman"))
    put("utf16.txt", text.encode("utf-16"))
    put("deux_fois.txt", text.encode().decode("latin-1").encode())
    with tempfile.TemporaryDirectory() as work:
        for name, page in [("page", PAGE), ("plain", PLAIN), ("columns", COLUMNS)]:
            pathlib.Path(work, name + ".html").write_text(page, "utf8")
        odt = office(f"{work}/plain.html", "odt", work)
        shutil.copy(odt, OUT / "libreoffice.odt")
        for ending, kind in [("docx", "docx:MS Word 2007 XML"), ("rtf", "rtf"), ("pdf", "pdf")]:
            shutil.copy(office(str(odt), kind, work), OUT / f"libreoffice.{ending}")
        dom = subprocess.run([*CHROMIUM, f"--user-data-dir={work}/c0", "--dump-dom", f"file://{work}/page.html"], check=True, capture_output=True, timeout=120).stdout
        put("chromium.html", dom)
        for name in ["page", "columns"]:
            run(*CHROMIUM, f"--user-data-dir={work}/c1", "--no-pdf-header-footer", f"--print-to-pdf={OUT}/chromium_{name}.pdf", f"file://{work}/{name}.html")
        put("chromium.mhtml", mhtml(f"file://{work}/page.html", work))
        with open(f"{work}/table.csv", "w", newline="", encoding="utf8") as f:
            rows = csv.writer(f)
            rows.writerow(["Date", "Journal", "Titre", "Texte"])
            rows.writerow([DAY, "Le Fjord", TITLE, "\n\n".join(PARAGRAPHS)])
        shutil.copy(f"{work}/table.csv", OUT / "table.csv")
        shutil.copy(office(f"{work}/table.csv", "xlsx:Calc MS Excel 2007 XML", work), OUT / "table.xlsx")
    record = {"id": 1, "date": HOUR, "title": TITLE, "text": "\n\n".join(PARAGRAPHS), "source": "Le Fjord"}
    put("liste.json", json.dumps([record], ensure_ascii=False, indent=1))
    put("lignes.jsonl", json.dumps(record) + "\n")
    put("lettre.eml", bytes(mail(False)))
    box = mailbox.mbox(OUT / "lettres.mbox")
    box.add(mail(True))
    box.close()
    put("flux.rss", f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Le Fjord</title><link>https://fjord.example</link>
<description>Monde</description><item><title>{escape(TITLE)}</title><link>https://fjord.example/monde/oiac</link>
<pubDate>Thu, 04 Oct 2018 19:12:00 +0200</pubDate><description>{escape(PARAGRAPHS[0][:90])}…</description>
<content:encoded><![CDATA[{BODY}]]></content:encoded></item></channel></rss>
""")
    put("flux.atom", f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Le Fjord</title><id>urn:1</id><updated>{HOUR}</updated><entry><title>{escape(TITLE)}</title>
<id>urn:2</id><link href="https://fjord.example/monde/oiac"/><published>{HOUR}</published><updated>{HOUR}</updated>
<content type="html">{escape(BODY)}</content></entry></feed>
""")
    with zipfile.ZipFile(OUT / "archive.zip", "w", zipfile.ZIP_DEFLATED) as z:
        z.write(OUT / "chromium.html", "dossier/page été.html")


if __name__ == "__main__":
    main()
