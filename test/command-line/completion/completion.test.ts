// What the shells offer after `natstop`, asked of the shells themselves where they are installed.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { completionScript } from '../../../source/command-line/completion/completion.ts';
import {
	commandWords,
	flagWords,
	type Shell,
	shells,
	spellings,
} from '../../../source/command-line/completion/words.ts';
import { completionCommand } from '../../../source/commands/completion.ts';
import { tableCommands } from '../../../source/config/command-table.ts';
import { aliasesOf, idOf } from '../../../source/screens/aliases.ts';
import { listNamed } from '../../../source/screens/every-list.ts';
import { screens } from '../../../source/screens/registry.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const folder = tempDir();
const contexts = join(folder, 'config/nats/context');
mkdirSync(contexts, { recursive: true });
mkdirSync(join(folder, 'somewhere'));
for (const file of ['prod-sys.json', 'dev.json', 'notes.txt']) writeFileSync(join(contexts, file), '{}');
writeFileSync(join(folder, 'some.creds'), '');

const scriptOf = (shell: Shell): string => {
	const path = join(folder, `natstop.${shell}`);
	writeFileSync(path, completionScript(shell));
	return path;
};

const isInstalled = (shell: Shell): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;

const environment = { ...process.env, XDG_CONFIG_HOME: join(folder, 'config') };

const ask = (shell: Shell, script: string): string[] =>
	execFileSync(shell, ['-c', script], { cwd: folder, env: environment, encoding: 'utf8' })
		.split('\n')
		.filter((line) => line !== '');

/** Calls the function that bash calls on Tab, after the words that bash would make of the line. */
const bashOffers = (...words: string[]): string[] =>
	ask(
		'bash',
		`source ${scriptOf('bash')}
		COMP_WORDS=(${['natstop', ...words].map((word) => `'${word}'`).join(' ')})
		COMP_CWORD=${words.length}
		_natstop
		printf '%s\\n' "\${COMPREPLY[@]}"`,
	);

const fishOffers = (line: string): string[] =>
	ask('fish', `source ${scriptOf('fish')}; complete -C ${JSON.stringify(line)}`).map(
		(offer) => offer.split('\t')[0] ?? '',
	);

const names = commandWords.map(({ name }) => name);

const columnsOf = (id: string): string[] =>
	(listNamed(screens, idOf(id))?.columns ?? []).map((column) => column.id);

/** Every command that prints a table, with what it can be sorted by. */
const tables = tableCommands.map((id) => [id, columnsOf(id)] as const);

describe.skipIf(!isInstalled('bash'))('bash', () => {
	test('knows which function completes natstop', () => {
		expect(ask('bash', `source ${scriptOf('bash')}; complete -p natstop`)).toEqual([
			'complete -F _natstop natstop',
		]);
	});

	test('offers the commands first, also after a flag with a value', () => {
		expect(bashOffers('')).toEqual(names);
		expect(bashOffers('-s', 'nats', ':', '//x', ':', '4222', 're')).toEqual(['reload', 'replay', 'record']);
		expect(bashOffers('--theme', '=', 'mono', 'ser')).toEqual(['servers', 'services']);
	});

	test('offers the flags that go with the command', () => {
		expect(bashOffers('reload', '--y')).toEqual(['--yes']);
		expect(bashOffers('servers', '--y')).toEqual([]);
	});

	test('offers the values of a flag, with a space or an equals sign before them', () => {
		expect(bashOffers('--theme', '')).toEqual(['default', 'light', 'mono']);
		expect(bashOffers('--theme', '=')).toEqual(['default', 'light', 'mono']);
		expect(bashOffers('--theme', '=', 'm')).toEqual(['mono']);
		expect(bashOffers('servers', '--sort', 'co')).toEqual(['conns']);
		expect(bashOffers('--password', '')).toEqual([]);
	});

	test.each(tables)('offers the sort keys of %s after --sort, and no others', (name, keys) => {
		expect(bashOffers(name, '--sort', '')).toEqual(keys);
		expect(bashOffers(name, '--sort', '=')).toEqual(keys);
	});

	test('offers the sort keys of the servers where no command stands before --sort', () => {
		expect(bashOffers('--sort', '')).toEqual(columnsOf('servers'));
		expect(bashOffers('demo', '--sort', '')).toEqual(columnsOf('servers'));
	});

	test('offers contexts of the nats CLI, files and folders', () => {
		expect(bashOffers('--context', '').sort()).toEqual(['dev', 'prod-sys']);
		expect(bashOffers('--creds', 'some').sort()).toEqual(['some.creds', 'somewhere']);
		expect(bashOffers('--dir', 'some')).toEqual(['somewhere']);
	});

	test('offers the kinds of profile where the kind stands', () => {
		expect(bashOffers('profile', 'a')).toEqual([]);
		expect(bashOffers('profile', 'n1', 'm')).toEqual(['mutex']);
	});
});

describe.skipIf(!isInstalled('fish'))('fish', () => {
	test('offers commands, flags of the command, values and contexts', () => {
		expect(fishOffers('natstop ')).toEqual([...names].sort());
		expect(fishOffers('natstop -s x ser')).toEqual(['servers']);
		expect(fishOffers('natstop reload --y')).toEqual(['--yes']);
		expect(fishOffers('natstop servers --y')).toEqual([]);
		expect(fishOffers('natstop --theme m')).toEqual(['mono']);
		expect(fishOffers('natstop profile n1 m')).toEqual(['mutex']);
		expect(fishOffers('natstop --context ')).toEqual(['dev', 'prod-sys']);
		expect(fishOffers('natstop --dir some')).toEqual(['somewhere/']);
	});

	test.each(tables)('offers the sort keys of %s after --sort, and no others', (name, keys) => {
		expect(fishOffers(`natstop ${name} --sort `)).toEqual([...keys].sort());
	});
});

describe.skipIf(!isInstalled('zsh'))('zsh', () => {
	test('reads the script without a complaint', () => {
		expect(spawnSync('zsh', ['-n', scriptOf('zsh')], { encoding: 'utf8' }).stderr).toBe('');
	});
});

describe('the completions of every shell', () => {
	test.each(tables)('hold the sort keys of %s in one place, which is its own', (name, keys) => {
		const own =
			name === 'servers'
				? ['monitor', 'demo', 'replay', 'open', name]
				: [idOf(name), ...aliasesOf(idOf(name))];
		expect(completionScript('bash')).toContain(
			`${own.join('|')}) COMPREPLY=($(compgen -W '${keys.join(' ')}'`,
		);
		expect(completionScript('fish')).toMatch(
			new RegExp(`__natstop_in [a-z ]*\\b${own.join(' ')}' -l sort -x -a '${keys.join(' ')}'`),
		);
		const [, ofCommand] = completionScript('zsh').split(`\t${name})\n`);
		expect(ofCommand?.split(';;')[0]).toContain(`:KEY:(${keys.join(' ')})`);
	});

	test.each(shells)('%s: name every command and every flag', (shell) => {
		const script = completionScript(shell);
		for (const name of names) expect(script).toContain(name);
		for (const flag of flagWords) {
			for (const word of spellings(flag)) {
				expect(script).toContain(shell === 'fish' ? word.replace(/^--?/, '') : word);
			}
		}
	});
});

describe('natstop completion', () => {
	const run = (shell: string) => {
		const printed: string[] = [];
		const complained: string[] = [];
		const output = {
			print: (line: string) => void printed.push(line),
			complain: (line: string) => void complained.push(line),
		};
		return { code: completionCommand([shell], output), printed, complained };
	};

	test('prints the script of the shell', () => {
		expect(run('fish')).toEqual({ code: 0, printed: [completionScript('fish')], complained: [] });
	});

	test('says which shells there are when asked for another', () => {
		expect(run('csh')).toEqual({
			code: 2,
			printed: [],
			complained: ['no completions for "csh"; there are some for bash, zsh, fish'],
		});
	});
});
