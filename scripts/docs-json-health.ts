// The fields of JSON about health: what fails, and how each check stands.

import type { JsonFields } from './docs-json-field.ts';

const common: JsonFields = {
	check: ['string', '', 'id of the check'],
	severity: ['string', '', '`critical` `warn` `ok` `unknown`'],
	kind: ['string', '', 'what is judged: `server` `account` `connection` and the others'],
	where: ['string', '', 'name of the object; of a check that passes the one that is nearest to its limit'],
	value: ['number', '', 'the figure that is judged, in the unit of the check: a share is 0 to 1'],
	warn: ['number', '', 'from where on it warns, in that unit'],
	critical: ['number', '', 'from where on it is critical'],
};

const finding: JsonFields = {
	server: ['string', '', 'server it is about'],
	server_id: ['string', '', 'id of that process'],
	cluster: ['string', '', 'cluster of the server'],
	account: ['string', '', 'account it is about'],
	stream: ['string', '', 'stream it is about'],
	consumer: ['string', '', 'consumer it is about'],
	text: ['string', '', 'what is wrong, in words'],
	since: ['time', '', 'since when it is seen; not in `natstop check`, which looks once'],
	from_start: [
		'boolean',
		'',
		'`true` where it was so when natstop began: since then at the latest; not there either',
	],
	evidence: ['array', '', 'who says so'],
	'evidence[].by': ['string', '', 'server and service, events, or natstop itself'],
	'evidence[].at': ['time', '', 'when it was told'],
	'evidence[].words': ['string', '', 'the words of the server'],
};

const standing: JsonFields = {
	judged: ['number', 'count', 'objects that were judged'],
	why_unknown: ['string', '', 'why it is not known'],
};

/** What fails, in the export of `8` and on the standard input of `onCritical`. */
export const findingFields: JsonFields = {
	...common,
	...finding,
	left_out: ['number', 'count', 'findings that were not told before this one; only for `onCritical`'],
};

/** How a check stands, in the export of its tabs. */
export const standingFields: JsonFields = { ...common, ...standing };

/** One object of `natstop check --json`: what fails, or how a check stands. */
export const checkFields: JsonFields = Object.fromEntries(
	Object.entries({ ...common, ...finding, ...standing }).filter(
		([field]) => field !== 'since' && field !== 'from_start',
	),
);
