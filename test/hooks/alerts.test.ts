// Alerts: what the terminal is told, and what the command of the configuration gets to read.

import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Alerts } from '../../source/hooks/alerts.ts';
import type { HealthFinding } from '../../source/model/health/finding.ts';
import type { HealthNews } from '../../source/model/health/health-book.ts';
import { runCommand } from '../../source/system/run-command.ts';
import { waitFor } from '../helpers/wait-for.ts';

const hostile = '$(touch /tmp/owned); `id`\n--flag \' " ; | é';

const news = (over: Partial<HealthFinding> = {}, turn: HealthNews['turn'] = 'bad'): HealthNews => ({
	turn,
	at: 0,
	finding: {
		...{
			key: 'k',
			kind: 'server',
			objectKey: 'n1',
			name: hostile,
			where: { server: hostile },
			check: 'route',
		},
		...{ severity: 'critical', text: hostile, since: 0, isFromStart: false, at: 0, evidence: [] },
		...over,
	},
});

const told = (notify: 'bell' | 'osc9' | 'none') => {
	const written: string[] = [];
	let now = 0;
	const alerts = new Alerts({
		...{
			notify,
			writeRaw: (sequence) => written.push(sequence),
			onFailed: () => undefined,
			clock: () => now,
		},
	});
	return { alerts, written, later: (ms: number) => (now += ms) };
};

describe('the terminal', () => {
	test('is told of what turns critical, and of nothing else', () => {
		const { alerts, written, later } = told('bell');
		for (const one of [news({ severity: 'warn' }), news({}, 'good'), news({}, 'gone')]) alerts.tell([one]);
		expect(written).toEqual([]);
		alerts.tell([news({}, 'worse')]);
		alerts.tell([news({ key: 'l' })]);
		expect(written).toEqual(['\x07']);
		later(5000);
		alerts.tell([news({ key: 'm' })]);
		expect(written).toHaveLength(2);
	});

	test('is told once in five seconds of all that came, and once in a minute of what comes and goes', () => {
		vi.useFakeTimers();
		onTestFinished(() => void vi.useRealTimers());
		const written: string[] = [];
		const alerts = new Alerts({
			...{ notify: 'osc9', writeRaw: (sequence) => written.push(sequence), onFailed: () => undefined },
		});
		for (let time = 0; time < 100; time++) alerts.tell([news({ name: 'n1', text: 'no route to n2' })]);
		for (let one = 0; one < 5000; one++)
			alerts.tell([news({ key: `${one}`, name: `m${one}`, text: 'no leader' })]);
		expect(written).toEqual(['\x1b]9;natstop: route n1: no route to n2\x07']);
		vi.advanceTimersByTime(5000);
		expect(written.slice(1)).toEqual(['\x1b]9;natstop: route m0: no leader and 4999 more\x07']);
		vi.advanceTimersByTime(30_000);
		alerts.tell([news({ key: '4999' })]);
		expect(written).toHaveLength(2);
		vi.advanceTimersByTime(30_000);
		alerts.tell([news({ key: '4999' })]);
		expect(written).toHaveLength(3);
		alerts.close();
	});

	test('gets a notification that no name can end, turn around or make longer', () => {
		const { alerts, written } = told('osc9');
		alerts.tell([
			news({ name: `${'\x1b\\\x07\x9c'.repeat(3)}\u202e\u2066`, text: 'no route \u{1f600}'.repeat(100) }),
			news({ key: 'l' }),
		]);
		const [sequence = ''] = written;
		expect(sequence.startsWith('\x1b]9;natstop: route ')).toBe(true);
		expect(sequence.slice(4, -1)).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e\u2066\ud800-\udfff]/);
		expect(sequence.length).toBeLessThan(130);
	});

	test('is left alone where nobody asked for it', () => {
		const { alerts, written } = told('none');
		alerts.tell([news()]);
		expect(written).toEqual([]);
	});
});

describe('the command', () => {
	test('reads the finding on its standard input, and nothing of it stands in its arguments', async () => {
		const file = join(mkdtempSync(join(tmpdir(), 'natstop-alert-')), 'told');
		const script =
			'const fs=require("fs");const all=fs.readFileSync(0,"utf8");fs.writeFileSync(process.argv[1],JSON.stringify({all,argv:process.argv.slice(2)}))';
		const alerts = new Alerts({
			...{ notify: 'none', writeRaw: () => undefined, onFailed: () => undefined },
			onCritical: [process.execPath, '-e', script, file, 'nats'],
		});
		alerts.tell([news()]);
		await waitFor(() => existsSync(file) && readFileSync(file, 'utf8') !== '', {
			what: 'the command to write',
		});
		const { all, argv } = JSON.parse(readFileSync(file, 'utf8')) as { all: string; argv: string[] };
		alerts.close();
		expect(argv).toEqual(['nats']);
		expect(JSON.parse(all)).toMatchObject({
			check: 'route',
			severity: 'critical',
			where: hostile,
			text: hostile,
		});
		expect(existsSync('/tmp/owned')).toBe(false);
	});

	test('runs one at a time, and says how many were left out', async () => {
		const inputs: string[] = [];
		const ends: (() => void)[] = [];
		const alerts = new Alerts({
			...{ notify: 'none', writeRaw: () => undefined, onFailed: () => undefined, onCritical: ['x'] },
			run: (_, input) => {
				inputs.push(input);
				return new Promise((resolve) => ends.push(() => resolve(undefined)));
			},
		});
		alerts.tell(Array.from({ length: 250 }, (_, one) => news({ key: `${one}` })));
		// What comes and goes is told once.
		alerts.tell([news({ key: '0' })]);
		alerts.tell([news({ key: 'last' })]);
		expect(inputs).toHaveLength(1);
		ends[0]?.();
		await waitFor(() => inputs.length === 2, { what: 'the next run' });
		expect(JSON.parse(inputs.at(0) ?? '')).toMatchObject({ left_out: 150 });
		expect(JSON.parse(inputs.at(1) ?? '')).not.toHaveProperty('left_out');
		alerts.close();
	});

	test('that cannot be run, or fails, says so in words', async () => {
		expect(await runCommand(['/nowhere/at-all'], '{}')).toMatch(/ENOENT/);
		expect(await runCommand([process.execPath, '-e', 'process.exit(7)'], '{}')).toBe('its exit code is 7');
		expect(await runCommand([process.execPath, '-e', ''], 'x'.repeat(1_000_000))).toBeUndefined();
	});
});
