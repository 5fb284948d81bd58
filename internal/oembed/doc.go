// Package oembed is the specification of the answers of an oEmbed provider
// (oEmbed 1.0, oembed.com): what a partner's system gets that was given no more
// than an address of the site.
//
// Fact-checks and lists are of the type "rich": their html is the code that
// package snippet makes. Pictures are photos, files to print are links. A
// withdrawn fact-check is answered as what it is now, so that whoever asks
// again shows that it was withdrawn.
//
// width and height, and those of the thumbnail, are never over what was asked
// for. Where a width was, the frame has that width in pixels; otherwise it
// takes the room that there is. On hosts that only hand out files the answers
// are files, /{lang}/{slug}/oembed.json and .xml, which pages lead to: they are
// what is answered to those who ask for no size. A server answers the same
// addresses with maxwidth and maxheight, and any address at /oembed.
package oembed
