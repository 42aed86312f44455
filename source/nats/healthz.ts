// Asks a server about its own health, in the form that its version can answer cheaply, or in full.

import type { Healthz } from '../model/server.ts';
import { safeText } from '../system/redact.ts';
import { versionNumber } from '../table/version-number.ts';
import type { Cost } from './governor.ts';
import { type Fields, readFields, readList, readText } from './read.ts';
import type { Result } from './requests.ts';
import { serverSubject } from './subjects.ts';
import type { Wire } from './wire.ts';

/** Errors of one answer that are kept. */
const mostWords = 20;

/** Every stream and consumer of a server can be named in one answer. */
const longestAnswer = 8 * 1024 * 1024;

/** The first versions that have the service, the form of it that looks at the meta group alone, and leafnode remotes. */
const [since, metaSince, remotesSince] = ['2.9.0', '2.11.0', '2.15.3'].map(
	(text) => versionNumber(text) ?? 0,
);

/** Whether a server has the service; of one that tells no version it is tried. */
export const hasHealthz = (version: string | undefined): boolean =>
	(versionNumber(version) ?? since ?? 0) >= (since ?? 0);

/** Whether a server says of the leafnode remotes of its configuration whether they are connected. */
export const tellsRemotes = (version: string | undefined): boolean =>
	(versionNumber(version) ?? 0) >= (remotesSince ?? 0);

/** A server that does not know an option does not heed it: what it would do instead is the full form, so it is not asked for. */
const bodyOf = (form: Healthz['form'], version: string | undefined): Fields => {
	const remotes = tellsRemotes(version) ? { 'leaf-remotes-connected': true } : {};
	if (form === 'full') return { details: true, ...remotes };
	return (versionNumber(version) ?? 0) >= (metaSince ?? 0)
		? { 'js-meta-only': true, details: true, ...remotes }
		: { 'js-enabled-only': true };
};

/** What one error is about, where it says: `stream APP/ORDERS: …`. */
const wordsOf = (error: Fields): string | undefined => {
	const words = readText(error, 'error');
	const [stream, consumer] = [readText(error, 'stream'), readText(error, 'consumer')];
	if (words === undefined) return undefined;
	if (stream === undefined || words.includes(stream)) return words;
	const names = [readText(error, 'account'), stream, consumer].filter((name) => name !== undefined);
	return `${names.join('/')}: ${words}`;
};

/** An error about a leafnode remote is no error of the server's own. */
const isOfRemote = (error: Fields): boolean =>
	readText(error, 'type') === 'CONNECTION' && (readText(error, 'error') ?? '').startsWith('leafnode remote ');

const few = (words: readonly string[]): string[] => words.slice(0, mostWords).map((text) => safeText(text));

/** What a server of a version says of its health; nothing where the answer says nothing of it. */
export const decodeHealthz = (
	data: Fields,
	{ at, form, version }: Pick<Healthz, 'at' | 'form'> & { version?: string },
): Healthz | undefined => {
	const status = readText(data, 'status');
	if (status === undefined) return undefined;
	const list = readList(data, 'errors') ?? [];
	const remotes = list.filter(isOfRemote);
	const own = list.filter((error) => !isOfRemote(error));
	const errors = own.flatMap((error) => wordsOf(error) ?? []);
	const one = readText(data, 'error');
	const all = errors.length === 0 && one !== undefined ? [one] : errors;
	return {
		isOk: status === 'ok' || (remotes.length > 0 && own.length === 0 && one === undefined),
		words: few(all),
		more: Math.max(0, all.length - mostWords),
		...(tellsRemotes(version) && {
			remotes: { words: few(remotes.flatMap((error) => wordsOf(error) ?? [])), since: at },
		}),
		...{ at, form },
	};
};

/** Asks one server, by its id. */
export const askHealthz = async (
	wire: Wire,
	{ id, version }: { id: string; version?: string },
	form: Healthz['form'],
	{ timeout, spend, rtt = 0 }: { timeout: number; spend?: (cost: Cost) => void; rtt?: number },
): Promise<Result<Healthz>> => {
	const result = await wire.ask(serverSubject(id, 'HEALTHZ'), bodyOf(form, version), {
		timeout,
		longest: longestAnswer,
	});
	if (!result.ok) return result;
	const { fields, bytes, readMs, ms } = result.value;
	spend?.({ bytes, readMs, busyMs: Math.max(0, ms - rtt) });
	const data = readFields(fields, 'data');
	const healthz = data && decodeHealthz(data, { at: wire.now(), form, version });
	return healthz ? { ok: true, value: healthz } : { ok: false, failure: { kind: 'broken' } };
};
