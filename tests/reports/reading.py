"""Reading back what a writer has written."""

import pypdfium2  # type: ignore[import-untyped]


def pages(data: bytes) -> list[str]:
    """The text inside each page's edges, without the breaks that let long words wrap."""
    with pypdfium2.PdfDocument(data) as file:
        texts = []
        for page in file:
            text = page.get_textpage()
            texts.append(text.get_text_bounded().replace("\u200b", "").replace("\r\n", "\n"))
            text.close()
            page.close()
    return texts
