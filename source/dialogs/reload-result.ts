// The result of a reload that did not simply work: what happened, what is still in force, the keys.

import { shortId, wrapText } from '../format/text.ts';
import { duration } from '../format/time.ts';
import type { ReloadState } from '../model/action.ts';
import { versionNumber } from '../table/version-number.ts';
import type { Theme } from '../theme.ts';
import { dialogKeys } from './box.ts';

type Context = {
	name: string;
	id: string;
	version?: string;
	subject: string;
	/** Width of a line, and height of the screen. */
	columns: number;
	rows: number;
	theme: Theme;
};

const close = ['Esc', 'close'] as const;
const retry = ['r', 'retry'] as const;
const copy = (what: string) => ['y', `copy ${what}`] as const;

/** The server's words under its code; where the screen cuts them, the copy has all of them. */
const quote = (code: string, words: string, { columns, rows, theme }: Context): string[] => {
	const indent = code === '' ? 2 : code.length + 4;
	const lines = wrapText(words.trim(), columns - indent);
	const most = Math.max(2, rows - 9);
	const shown = lines.length > most ? [...lines.slice(0, most - 1), theme.glyphs.ellipsis] : lines;
	return shown.map((line, index) => (index === 0 ? `  ${code}`.padEnd(indent) : ' '.repeat(indent)) + line);
};

/** The first version that reloads on request, as a number to compare with. */
const firstReload = versionNumber('2.10.0') ?? 0;

const unsupportedText = (version: string | undefined): string => {
	const number = versionNumber(version);
	if (number !== undefined && number >= firstReload) return 'The server has gone. Nothing was changed.';
	const known = version === undefined ? '' : `; this one is ${version}`;
	return `That needs nats-server 2.10 or newer${known}. Nothing was changed.`;
};

/** Lines of the box for a state; none where a toast says it all. */
export const reloadResult = (state: ReloadState, context: Context): string[] => {
	const { name, version, columns, theme } = context;
	const { paint, glyphs } = theme;
	const failure = (text: string) => paint('crit', `${glyphs.down} ${text}`);
	const doubt = (text: string) => paint('warn', `! ${text}`);
	const say = (text: string) => wrapText(text, columns);
	switch (state.step) {
		case 'refused':
			return [
				failure(`${name} refused the reload`),
				'',
				...quote(String(state.code), state.description, context),
				'',
				...say('The server keeps running with its old configuration.'),
				'',
				...dialogKeys([copy('error'), retry, close], columns, theme),
			];
		case 'no-answer':
			return [
				doubt(`${name} did not answer in ${duration(state.ms)}`),
				'',
				...say('It may have reloaded or not. A CONFIG event follows when its configuration was loaded anew.'),
				'',
				...dialogKeys([retry, close], columns, theme),
			];
		case 'unsupported':
			return [
				failure(`${name} does not take the request`),
				'',
				`  no responders for ${context.subject.replace(context.id, shortId(context.id, glyphs))}`,
				'',
				...say(unsupportedText(version)),
				'',
				...dialogKeys([retry, close], columns, theme),
			];
		case 'cut-off':
			return [
				doubt('Reloaded, and natstop is locked out'),
				'',
				...say(
					`The new configuration of ${name} no longer lets this user in: the connection was closed without an answer. natstop goes on trying to connect.`,
				),
				'',
				...dialogKeys([close], columns, theme),
			];
		case 'denied':
			return [
				failure('This user may not send the request'),
				'',
				...say('No permission to publish to'),
				...quote('', state.subject, context),
				'',
				...say('Nothing was sent.'),
				'',
				...dialogKeys([copy('subject'), close], columns, theme),
			];
		case 'failed':
			return [
				failure(`The reload of ${name} failed`),
				'',
				...quote('', state.message, context),
				'',
				...say('It may have reloaded or not.'),
				'',
				...dialogKeys([copy('error'), retry, close], columns, theme),
			];
		default:
			return [];
	}
};
