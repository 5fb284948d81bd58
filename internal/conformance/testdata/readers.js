// Reads the files named on standard input, one to a line, as the programs that
// partners use do, and prints one line of JSON for each: rss-parser for RSS and
// Atom, the JSON Feed schema (by ajv) for JSON feeds, jsonld for structured data.
'use strict';
const fs = require('fs');
const Parser = require('rss-parser');
const Ajv = require('ajv').default;
const jsonld = require('jsonld');

const ajv = new Ajv({ allErrors: true, strict: false });
require('ajv-formats').default(ajv);
const valid = ajv.compile(require('jsonfeed-schema/v1.1'));

async function feed(text) {
  const read = await new Parser().parseString(text);
  return {
    title: read.title,
    items: read.items.map((i) => ({ title: i.title, link: i.link, date: i.isoDate, content: (i['content:encoded'] || i.content || '').length })),
  };
}

function jsonFeed(text) {
  const read = JSON.parse(text);
  const error = valid(read) ? undefined : ajv.errorsText(valid.errors);
  const ids = new Set(read.items.map((i) => i.id));
  if (ids.size !== read.items.length) return { title: read.title, error: 'ids that are not unique' };
  return {
    title: read.title, error,
    items: read.items.map((i) => ({ title: i.title, link: i.url, date: i.date_modified, content: i.content_html.length })),
  };
}

// schema.org's own context maps every term into its vocabulary; it is not
// fetched. In safe mode, what JSON-LD would drop is an error.
async function documentLoader(url) {
  if (url !== 'https://schema.org') throw new Error(`asks for ${url}`);
  return { contextUrl: null, documentUrl: url, document: { '@context': { '@vocab': 'https://schema.org/' } } };
}

async function linkedData(text) {
  const expanded = await jsonld.expand(JSON.parse(text), { documentLoader, safe: true });
  const nodes = await jsonld.flatten(expanded);
  const of = (type) => nodes.filter((n) => (n['@type'] || []).includes('https://schema.org/' + type));
  return { title: 'linked data', reviews: of('ClaimReview').map((n) => n['@id']), feeds: of('DataFeed').map((n) => n['@id']) };
}

function reader(file) {
  if (/claimreview(-\d+)?\.json$/.test(file)) return linkedData;
  return file.endsWith('.json') ? jsonFeed : feed;
}

(async () => {
  for (const file of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
    let answer;
    try {
      answer = await reader(file)(fs.readFileSync(file, 'utf8'));
    } catch (e) {
      answer = { error: String(e) };
    }
    console.log(JSON.stringify({ file, ...answer }));
  }
})();
