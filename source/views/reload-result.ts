// What came of a reload that did not simply work: what happened, what stays true, the keys.

import { shortId, wrapText } from '../format/text.ts';
import { duration } from '../format/time.ts';
import type { ReloadState } from '../model/action.ts';
import type { Theme } from '../theme.ts';
import { dialogKeys } from './dialog.tsx';

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

/** The server's words under its code; what is too long for the screen is left to the copy. */
const quote = (code: string, words: string, { columns, rows, theme }: Context): string[] => {
	const indent = code === '' ? 2 : code.length + 4;
	const lines = wrapText(words.trim(), columns - indent);
	const most = Math.max(2, rows - 9);
	const shown = lines.length > most ? [...lines.slice(0, most - 1), theme.glyphs.ellipsis] : lines;
	return shown.map((line, index) => (index === 0 ? `  ${code}`.padEnd(indent) : ' '.repeat(indent)) + line);
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
				dialogKeys([copy('error'), retry, close], theme),
			];
		case 'no-answer':
			return [
				doubt(`${name} did not answer in ${duration(state.ms)}`),
				'',
				...say('It may have reloaded or not. A CONFIG event follows when its configuration was loaded anew.'),
				'',
				dialogKeys([retry, close], theme),
			];
		case 'unsupported':
			return [
				failure(`${name} has no reload request`),
				'',
				`  no responders for ${context.subject.replace(context.id, shortId(context.id, glyphs))}`,
				'',
				...say(
					`It needs nats-server 2.10 or newer${version === undefined ? '' : `; this one is ${version}`}. If it is, the server has gone. Nothing was changed.`,
				),
				'',
				dialogKeys([retry, close], theme),
			];
		case 'cut-off':
			return [
				doubt(`The reload of ${name} closed natstop's own connection`),
				'',
				...say(
					'The new configuration is in force, and it no longer lets this user in. natstop goes on trying to connect.',
				),
				'',
				dialogKeys([close], theme),
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
				dialogKeys([copy('subject'), close], theme),
			];
		case 'failed':
			return [
				failure(`The reload of ${name} failed`),
				'',
				...quote('', state.message, context),
				'',
				...say('It may have reloaded or not.'),
				'',
				dialogKeys([copy('error'), retry, close], theme),
			];
		default:
			return [];
	}
};
