"""The few answers that the front gives itself, when no program can: plain words in both languages, no style, no script."""

from http import HTTPStatus

_FRAME = """<!doctype html>
<html lang="id">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title></head>
<body>
<h1>{title}</h1>
{body}
</body>
</html>
"""

_TEXTS = {
    HTTPStatus.BAD_REQUEST: (
        "Permintaan tidak dapat dibaca · The request cannot be read",
        (
            "<p>Peramban Anda mengirim sesuatu yang tidak kami mengerti. Laporan Anda BELUM terkirim.</p>\n"
            '<p lang="en">Your browser sent something that we do not understand. Your report has NOT been sent.</p>'
        ),
    ),
    HTTPStatus.REQUEST_TIMEOUT: (
        "Terlalu lama menunggu · Waited too long",
        (
            "<p>Koneksi berhenti terlalu lama. Laporan Anda BELUM terkirim. Silakan coba lagi.</p>\n"
            '<p lang="en">The connection stood still for too long. Your report has NOT been sent. Please try again.</p>'
        ),
    ),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: (
        "Permintaan terlalu besar · The request is too large",
        (
            "<p>Alamat atau kuki yang dikirim peramban Anda terlalu besar. Laporan Anda BELUM terkirim.</p>\n"
            '<p lang="en">The address or the cookies that your browser sent are too large. Your report has NOT been sent.</p>'
        ),
    ),
    HTTPStatus.BAD_GATEWAY: (
        "Jawaban terputus · The answer was cut off",
        (
            "<p><strong>Tanpa tanda terima, anggap laporan Anda BELUM terkirim.</strong> Kembali ke halaman sebelumnya dan kirim lagi; "
            "yang Anda ketik masih ada di sana.</p>\n"
            '<p lang="en"><strong>Without a receipt, take it that your report has NOT been sent.</strong> '
            "Go back to the page before and send again; what you typed is still there.</p>"
        ),
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        "Layanan sedang tidak tersedia · The service is not available",
        (
            "<p><strong>Laporan Anda BELUM terkirim.</strong> Tunggu sebentar, kembali ke halaman sebelumnya, dan kirim lagi; "
            "yang Anda ketik masih ada di sana.</p>\n"
            '<p lang="en"><strong>Your report has NOT been sent.</strong> Wait a moment, go back to the page before and send again; '
            "what you typed is still there.</p>"
        ),
    ),
}


def answer(status: HTTPStatus) -> bytes:
    """A whole HTTP/1.1 answer, ready to be written; it closes the connection and may not be cached."""
    title, body = _TEXTS[status]
    page = _FRAME.format(title=title, body=body).encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(page)}\r\n"
        "Cache-Control: no-store\r\n"
        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
        "Referrer-Policy: same-origin\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        + ("Retry-After: 5\r\n" if status == HTTPStatus.SERVICE_UNAVAILABLE else "")
        + "Connection: close\r\n\r\n"
    )
    return head.encode("ascii") + page
