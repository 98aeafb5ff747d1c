"""Our own small icons: 24 × 24, one line weight, drawn with the text's colour. Always beside a word, never instead of one."""

from typing import Final

PATHS: Final[dict[str, str]] = {
    "alert": '<path d="M12 3.5 21.5 20h-19L12 3.5Z"/><path d="M12 10v4.5M12 17.4v.1"/>',
    "arrow-left": '<path d="M19 12H5m6-6-6 6 6 6"/>',
    "arrow-right": '<path d="M5 12h14m-6-6 6 6-6 6"/>',
    "bell": '<path d="M6 10a6 6 0 0 1 12 0c0 5 2 6.5 2 6.5H4S6 15 6 10Z"/><path d="M10 20a2.2 2.2 0 0 0 4 0"/>',
    "building": '<path d="M3 21h18M5 21V8l7-5 7 5v13M9.5 21v-5h5v5M9 11h.1M15 11h-.1"/>',
    "calendar": '<rect x="4" y="5" width="16" height="16" rx="2.5"/><path d="M4 10h16M8.5 2.8V7M15.5 2.8V7"/>',
    "chart": '<path d="M4 20h16M7 16v-5M12 16V6M17 16v-8"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "check-circle": '<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.8 2.8L16.2 9.5"/>',
    "chevron-down": '<path d="m6 9.5 6 6 6-6"/>',
    "chevron-left": '<path d="m14.5 6-6 6 6 6"/>',
    "chevron-right": '<path d="m9.5 6 6 6-6 6"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.3l3.5 2"/>',
    "cross": '<path d="m6 6 12 12M18 6 6 18"/>',
    "cross-circle": '<circle cx="12" cy="12" r="9"/><path d="m9 9 6 6m0-6-6 6"/>',
    "dot": '<circle cx="12" cy="12" r="4" fill="currentColor"/>',
    "download": '<path d="M12 4v11m-4.5-4.5L12 15l4.5-4.5M4.5 20h15"/>',
    "exit": '<path d="M14 4h5.5v16H14M4 12h11m-4-4.5 4.5 4.5-4.5 4.5"/>',
    "external": '<path d="M14 4h6v6M20 4l-9 9M10 5H4v15h15v-6"/>',
    "eye-off": (
        '<path d="M4 4l16 16M10 6.2A9.7 9.7 0 0 1 12 6c6 0 9.5 6 9.5 6a16 16 0 0 1-3 3.6"/>'
        '<path d="M6.3 8A16 16 0 0 0 2.5 12S6 18 12 18c1.2 0 2.3-.2 3.3-.6"/>'
    ),
    "file": '<path d="M6 3h8l5 5v13H6V3Z"/><path d="M14 3v5h5M9.5 13h6M9.5 16.5h6"/>',
    "filter": '<path d="M4 6h16M7 12h10M10 18h4"/>',
    "gift": (
        '<rect x="4" y="9" width="16" height="12" rx="1.5"/><path d="M4 13h16M12 9v12"/>'
        '<path d="M12 9c-2 0-4.5-.8-4.5-3A1.9 1.9 0 0 1 9.4 4C11 4 12 6.5 12 9Z"/>'
        '<path d="M12 9c2 0 4.5-.8 4.5-3A1.9 1.9 0 0 0 14.6 4C13 4 12 6.5 12 9Z"/>'
    ),
    "folder": '<path d="M3 6.5A1.5 1.5 0 0 1 4.5 5H9l2.5 3h8A1.5 1.5 0 0 1 21 9.5v8a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5v-11Z"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c5 5.5 5 12.5 0 18-5-5.5-5-12.5 0-18Z"/>',
    "home": '<path d="m3 11.5 9-8 9 8M5.5 9.5V20h13V9.5M10 20v-5.5h4V20"/>',
    "inbox": '<path d="M3.5 13 6 5h12l2.5 8v6h-17v-6Z"/><path d="M3.5 13H9a3 3 0 0 0 6 0h5.5"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.7v.1"/>',
    "key": '<circle cx="8" cy="15.5" r="4.5"/><path d="m11.3 12.2 8.2-8.2M16 7.5l3 3"/>',
    "ledger": '<path d="M5 3.5h11.5L19 6v14.5H5v-17Z"/><path d="M8.5 8.5h7M8.5 12h7M8.5 15.5h4"/>',
    "link": '<path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1 1"/><path d="M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1-1"/>',
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4.5 6h.1M4.5 12h.1M4.5 18h.1"/>',
    "lock": '<rect x="4.5" y="10.5" width="15" height="10" rx="2.5"/><path d="M8 10.5V7.5a4 4 0 0 1 8 0v3M12 14.5v2"/>',
    "mail": '<rect x="3" y="5" width="18" height="14" rx="2.5"/><path d="m3.5 7.5 8.5 6 8.5-6"/>',
    "menu": '<path d="M4 6.5h16M4 12h16M4 17.5h16"/>',
    "message": '<path d="M4 5h16v11.5h-8L7.5 20.5v-4H4V5Z"/>',
    "pause": '<circle cx="12" cy="12" r="9"/><path d="M9.8 9v6M14.2 9v6"/>',
    "pencil": '<path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19 4 20ZM14 6.5 17.5 10"/>',
    "phone": '<path d="M5 4h4l1.5 5-2.5 1.5a12 12 0 0 0 5.5 5.5L15 13.5l5 1.5v4c0 .6-.4 1-1 1A15 15 0 0 1 4 5c0-.6.4-1 1-1Z"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 8V3.5h10V8M7 17H4V8h16v9h-3"/><path d="M7 14h10v6.5H7V14Z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2.2"/><circle cx="9" cy="17" r="2.2"/>',
    "shield": '<path d="M12 3 4.5 6v5.5c0 5 3.3 8 7.5 9.5 4.2-1.5 7.5-4.5 7.5-9.5V6L12 3Z"/>',
    "thread": '<circle cx="5" cy="6" r="2"/><circle cx="19" cy="18" r="2"/><path d="M7 6h6.5a3 3 0 0 1 0 6h-3a3 3 0 0 0 0 6H17"/>',
    "unlock": '<rect x="4.5" y="10.5" width="15" height="10" rx="2.5"/><path d="M8 10.5V7.5a4 4 0 0 1 7.5-1.9M12 14.5v2"/>',
    "user": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"/>',
    "users": (
        '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.5c.7-3.4 3.2-5 6.5-5s5.8 1.6 6.5 5"/>'
        '<path d="M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 14.9c1.9.7 3.1 2.2 3.5 4.6"/>'
    ),
    "warning": '<circle cx="12" cy="12" r="9"/><path d="M12 7.5V13M12 16.2v.1"/>',
}
PATHS_UNKNOWN: Final = PATHS["dot"]
