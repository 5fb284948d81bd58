"""Reads the RSS and Atom feeds named on standard input, one to a line, with
feedparser, and prints one line of JSON for each."""
import json
import sys

import feedparser

for line in sys.stdin:
    file = line.rstrip("\n")
    with open(file, "rb") as f:
        read = feedparser.parse(f.read())
    items = [{
        "title": e.get("title", ""), "link": e.get("link", ""), "id": e.get("id", ""), "date": e.get("updated", ""),
        "content": max((len(c.value) for c in e.get("content", [])), default=0),
        "pictures": len(e.get("enclosures", [])),
    } for e in read.entries]
    print(json.dumps({
        "file": file, "title": read.feed.get("title", ""), "version": read.version, "items": items,
        "error": str(read.get("bozo_exception", "not well formed")) if read.bozo else "",
        "self": next((l.href for l in read.feed.get("links", []) if l.rel == "self"), ""),
    }))
