// Package snippet is the specification of the code that partners paste to show
// a fact-check, or a list of the latest, on their own pages. Every place that
// offers code takes it from here: pages, embeds and oEmbed answers.
//
// The code has three parts, and whatever a partner's system leaves of them
// works:
//
//	<blockquote>  the fact, who says so, the sources and a link: it informs alone
//	<iframe>      the embed page, right without a script and in a sandbox
//	<script>      gives the frame the height of what it shows; may be left out
//
// The frame is closed, because a self-closed one swallows the rest of a page.
// Its width is "100%" and its border an attribute: style attributes are what
// strict content security policies and most systems take out, and a frame of
// fixed width is too wide for a phone. HTML validators object to both.
//
// Systems that keep only some elements keep the text inside the others, so that
// the parts of the quotation are set apart by marks and not by elements alone.
// WordPress does so with what an oEmbed provider sends that it does not know
// (wp_filter_oembed_result): it keeps a[href], blockquote without attributes,
// and iframe with src, width, height, frameborder and title.
package snippet
