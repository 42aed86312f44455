// One field of JSON as the documentation describes it, and the fields that several objects share.

/** One field; the unit is empty where there is none. */
export type JsonField = readonly [type: string, unit: string, meaning: string];

export type JsonFields = Readonly<Record<string, JsonField>>;

/** Objects whose fields are not listed, as the server or its configuration names them. */
export const openTypes: readonly string[] = ['object of strings', 'object of booleans', 'payload'];

/** What a rate is in JSON. */
export const rateMeaning =
	'between two samples: with `--rates`, and in the export of the monitor; absent once the last sample is older than a round and a half';

/** Counts by the kind of connection, under a path. */
export const kindFields = (path: string, what: string): JsonFields => ({
	[path]: ['object', '', `${what} by kind of connection`],
	[`${path}.clients`]: ['number', 'count', 'of clients'],
	[`${path}.routes`]: ['number', 'count', 'of routes'],
	[`${path}.gateways`]: ['number', 'count', 'of gateways'],
	[`${path}.leafs`]: ['number', 'count', 'of leafnodes'],
});

/** Messages and bytes with their rates, under a path. */
export const trafficFields = (path: string, whom: string): JsonFields => ({
	[`${path}in_msgs`]: ['number', 'messages', `received from ${whom}`],
	[`${path}in_bytes`]: ['number', 'bytes', `received from ${whom}`],
	[`${path}out_msgs`]: ['number', 'messages', `sent to ${whom}`],
	[`${path}out_bytes`]: ['number', 'bytes', `sent to ${whom}`],
});

/** What is wrong with an object, by these checks; `none` says what stands there where nothing is. */
export const troubleFields = (checks: string, none: string): JsonFields => ({
	trouble: ['array', '', `what is wrong with it, the worst first; ${none} where nothing is`],
	'trouble[].check': ['string', '', checks],
	'trouble[].severity': ['string', '', '`warn` or `critical`'],
	'trouble[].text': ['string', '', 'what is wrong, in words'],
});
