// The service worker: pages that were visited and graphics that were seen or
// saved can be read without a connection. Whoever is online always gets what
// the site says now, so that a correction is never hidden by an old copy; only
// fonts, whose names change with their content, are taken from the cache first.
// base, version and core are declared before this text.
"use strict";

const names = {
  core: `rebut:${base}:core:${version}`,
  pages: `rebut:${base}:pages:1`,
  pictures: `rebut:${base}:pictures:1`,
  fonts: `rebut:${base}:fonts:1`,
};
const most = { pages: 150, pictures: 80, fonts: 30 }; // entries; the oldest go first
const offline = `${base}offline.html`;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(names.core);
    await cache.addAll(core.map((url) => new Request(url, { cache: "reload" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const current = Object.values(names);
    for (const name of await caches.keys()) {
      if (name.startsWith(`rebut:${base}:`) && !current.includes(name)) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

// What a request is for: "" is none of ours. Pages asked with a query may hold
// what somebody typed, embeds belong to other sites, and drafts to their authors:
// none of them is kept.
function kindOf(request) {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || !url.pathname.startsWith(base)) return "";
  const path = url.pathname.slice(base.length - 1);
  if (path.endsWith("/embed/") || /^\/(studio|api|v1alpha1|oembed)(\/|$)/.test(path)) return "";
  if (request.headers.has("range")) return "";
  if (path.startsWith("/assets/fonts/")) return "fonts";
  if (path.startsWith("/assets/")) return "core";
  if (/\.(png|jpg)$/.test(path)) return "pictures";
  if (request.mode === "navigate" && !/\.[a-z0-9]+$/.test(path)) return "pages";
  return "";
}

self.addEventListener("fetch", (event) => {
  const kind = kindOf(event.request);
  if (kind === "fonts") event.respondWith(cachedFirst(event, kind));
  else if (kind) event.respondWith(networkFirst(event, kind));
});

async function networkFirst(event, kind) {
  try {
    // A page is asked for even where the browser has a copy that is a minute old.
    const response = await (kind === "pages" ? fetch(event.request, { cache: "no-cache" }) : fetch(event.request));
    event.waitUntil(keep(kind, event.request, response.clone()));
    return response;
  } catch (gone) {
    const copy = await kept(kind, event.request);
    if (copy) return copy;
    if (kind === "pages") return (await caches.match(offline)) || Response.error();
    throw gone;
  }
}

async function cachedFirst(event, kind) {
  const copy = await kept(kind, event.request);
  if (copy) return copy;
  const response = await fetch(event.request);
  event.waitUntil(keep(kind, event.request, response.clone()));
  return response;
}

async function kept(kind, request) {
  const cache = await caches.open(names[kind]);
  return cache.match(request, { ignoreSearch: true, ignoreVary: true });
}

// keep stores an answer, or forgets the address where there is nothing any
// more. A withdrawn fact-check (410) is kept, for it says why.
async function keep(kind, request, response) {
  const cache = await caches.open(names[kind]);
  if (response.status === 404) {
    await cache.delete(request, { ignoreSearch: true });
    return;
  }
  const lasting = response.type === "basic" && !response.redirected && (response.ok || response.status === 410);
  if (!lasting || /no-store|private/.test(response.headers.get("cache-control") || "") || new URL(request.url).search) return;
  await cache.delete(request, { ignoreVary: true }); // so that it counts as the newest
  await cache.put(request, response);
  const keys = most[kind] ? await cache.keys() : [];
  for (const old of keys.slice(0, Math.max(0, keys.length - most[kind]))) await cache.delete(old);
}

// A page tells of graphics that its reader saves: browsers do not ask here for
// what they download. Only the site's own addresses are taken.
self.addEventListener("message", (event) => {
  const { rebut, url } = event.data || {};
  if (rebut !== "save" || typeof url !== "string") return;
  event.waitUntil((async () => {
    const request = new Request(url);
    if (kindOf(request) === "pictures") await keep("pictures", request, await fetch(request));
  })().catch(() => {})); // offline: it was seen before, or it is lost
});
