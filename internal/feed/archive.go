package feed

// historySpace is the namespace of RFC 5005's elements.
const historySpace = "http://purl.org/syndication/history/1.0"

// links are the links of a document of the feed: to itself, to the hubs that
// tell of its changes (WebSub, section 4), and to the other documents as RFC
// 5005 has it in section 4: from the feed and each archive to the archive before
// it, from an archive also to the one after it and to the feed, whose entries
// are current. Following prev-archive from the feed finds every entry; one may
// be met twice.
func (h head) links(mime string, archive int) []atomLink {
	links := []atomLink{{Rel: "self", Type: mime, Href: h.Self}}
	for _, hub := range h.Hubs {
		links = append(links, atomLink{Rel: "hub", Href: hub})
	}
	if archive > 0 {
		links = append(links, atomLink{Rel: "current", Type: mime, Href: h.Feed})
	}
	if h.Older != "" {
		links = append(links, atomLink{Rel: "prev-archive", Type: mime, Href: h.Older})
	}
	if h.Newer != "" {
		links = append(links, atomLink{Rel: "next-archive", Type: mime, Href: h.Newer})
	}
	return links
}

// mark is the empty element that says that a document is an archive.
type mark struct{}

// history is the namespace and the element of a document that is an archive;
// neither stands in the feed itself.
func history(archive int) (space string, element *mark) {
	if archive == 0 {
		return "", nil
	}
	return historySpace, &mark{}
}
