// `natstop check` on real servers: what it prints and how it ends, where all is well and where something is not.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CheckFlags, checkCommand } from '../../source/commands/check.ts';
import { countsOf, nagiosLine, prometheusText, summaryLine } from '../../source/commands/check-text.ts';
import { allChecks } from '../../source/model/checks/all-checks.ts';
import type { CheckedOnce } from '../../source/screens/health/once.ts';
import { captureOutput, configOf } from '../helpers/captured-output.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';

type Row = { check: string; severity: string; where?: string; why_unknown?: string };

const checking = async (
	cluster: OperatorTestCluster,
	{ as, ...flags }: CheckFlags & { as?: 'system' } = {},
	creds = cluster.creds.sys,
) => {
	const output = captureOutput();
	const config = configOf({ server: cluster.urls.join(','), creds, ...(as && { as }) });
	const code = await checkCommand(config, { rates: 300, ...flags }, output);
	return { code, text: output.text(), complaints: output.complaints };
};

describe.each(await versions())('natstop check on $version', ({ binary }) => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ binary, accounts: ['APP'] });
		await cluster.appClient({ name: 'svc-orders' });
	});
	afterAll(() => cluster?.stop());

	test('finds nothing wrong with a healthy cluster, and says of each check how it stands', async () => {
		await waitFor(async () => (await checking(cluster, { json: true, rates: 0 })).code === 0, {
			what: 'a cluster that is settled',
		});
		const { code, text, complaints } = await checking(cluster, { failOn: 'warn' });
		expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
		const [summary, ...lines] = text.split('\n');
		expect(summary).toMatch(/^OK: 0 critical, 0 warnings of \d+ checks/);
		expect(lines.filter((line) => /^(crit|warn)/.test(line))).toEqual([]);
		expect(lines.find((line) => line.startsWith('ok') && line.includes(' cpu '))).toMatch(/fails over 70%$/);
		expect(lines.find((line) => line.includes(' health '))).toMatch(/^ok .* 3 servers/);
	});

	test('takes only the checks that are named, as JSON, and none that is skipped', async () => {
		const only = JSON.parse((await checking(cluster, { json: true, only: 'cpu,claims' })).text) as Row[];
		expect(only.map(({ check }) => check)).toEqual(expect.arrayContaining(['cpu', 'claims']));
		expect(new Set(only.map(({ check }) => check)).size).toBe(2);
		const rest = JSON.parse((await checking(cluster, { json: true, skip: 'cpu' })).text) as Row[];
		expect(rest.map(({ check }) => check)).not.toContain('cpu');
		for (const { severity, why_unknown: why } of rest) {
			expect(['ok', 'unknown']).toContain(severity);
			expect(why === undefined).toBe(severity !== 'unknown');
		}
	});

	test('gives metrics whose every line Prometheus can read', async () => {
		const { text } = await checking(cluster, { format: 'prometheus' });
		for (const line of text.split('\n'))
			expect(line).toMatch(
				/^(# (HELP|TYPE) natstop_\w+ .+|natstop_\w+(\{(\w+="[^"\n]*",?)+\})? -?[\d.e+-]+)$/,
			);
		expect(text).toContain('natstop_check_verdict{check="cpu",kind="server"} 0');
		expect(text).toContain('natstop_check_complete 1');
	});

	test('says what fails once a server is gone, and ends by the level that is asked for', async () => {
		await cluster.servers[2]?.kill9();
		const look = () => checking(cluster, { json: true, rates: 0, only: 'meta-peers,down,route' });
		await waitFor(async () => (await look()).text.includes('meta-peers'), { what: 'answers' });
		const found = await waitFor(
			async () => {
				const rows = JSON.parse((await look()).text) as Row[];
				return rows.find(({ check, severity }) => check === 'meta-peers' && severity === 'critical');
			},
			{ what: 'the lost peer' },
		);
		expect(found.where).toMatch(/^n\d$/);
		const one = { rates: 0, only: 'meta-peers' };
		expect((await checking(cluster, one)).code).toBe(1);
		const nagios = await checking(cluster, { ...one, nagios: true });
		expect(nagios.code).toBe(2);
		expect(nagios.text.split('\n')[0]).toMatch(
			/^CRITICAL: \d critical, 0 warnings of 1 checks \| critical=\d/,
		);
		expect((await checking(cluster, { rates: 0, only: 'claims' })).code).toBe(0);
	});

	test('says that the meta group has no leader once only one of three is left', async () => {
		await Promise.all(cluster.servers.slice(1).map((server) => server.kill9()));
		const found = await waitFor(
			async () => {
				const { text, code } = await checking(cluster, { only: 'meta-leader' });
				return code === 1 ? text : undefined;
			},
			{ what: 'the group without a leader' },
		);
		expect(found).toMatch(/^crit +meta-leader +n1 +the JetStream meta group has no leader$/m);
	});
});

describe('natstop check ends', () => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ size: 1, jetstream: false });
	});
	afterAll(() => cluster?.stop());

	test('with 0 for a system without JetStream that is well', async () => {
		const { code, complaints } = await checking(cluster, { rates: 0 });
		expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
	});

	test('with 3 for a user of another account where a person insists on the system, and with a first line that Nagios reads', async () => {
		const app = await cluster.userCreds('APP');
		expect((await checking(cluster, { as: 'system' }, app)).code).toBe(3);
		const { code, text } = await checking(cluster, { nagios: true, as: 'system' }, app);
		expect({ code, text }).toEqual({ code: 3, text: expect.stringMatching(/^UNKNOWN: connected/) });
	});

	test('with 2 for a check that there is not, and names the nearest', async () => {
		const { code, complaints } = await checking(cluster, { only: 'cpuu' });
		expect(code).toBe(2);
		expect(complaints).toEqual(['--only: no check "cpuu"; did you mean cpu?']);
		expect((await checking(cluster, { skip: ' , ' })).complaints).toEqual(['--skip needs ids of checks']);
		expect((await checking(cluster, { json: true, format: 'prometheus' })).code).toBe(2);
		expect((await checking(cluster, { json: true, nagios: true })).code).toBe(3);
	});

	test('with 1 where the user may not ask for all of it, and says which subject lacks', async () => {
		const creds = await cluster.userCreds('SYS', {
			name: 'watch',
			permissions: {
				pub: {
					allow: ['$SYS.REQ.USER.INFO', '$SYS.REQ.SERVER.PING', '$SYS.REQ.SERVER.PING.VARZ'],
					deny: [],
				},
				sub: { allow: ['_INBOX.>'], deny: [] },
			},
		});
		const { code, complaints, text } = await checking(cluster, { rates: 0 }, creds);
		expect(code).toBe(1);
		expect(complaints.join('\n')).toContain('$SYS.REQ.SERVER.*.HEALTHZ');
		expect(text.split('\n').find((line) => line.includes(' health '))).toMatch(/^unknown/);
		expect(text.split('\n').find((line) => line.includes(' claims '))).toMatch(/^unknown .*not permitted/);
	});
});

test('names from servers cannot break a line of metrics', () => {
	const check = allChecks.find(({ id }) => id === 'cpu');
	if (check === undefined) throw new Error('there is no cpu');
	const name = 'a"b\\c\nd';
	const checked: CheckedOnce = {
		findings: [
			{
				...{
					key: 'k',
					kind: 'server',
					objectKey: 'k',
					name,
					where: { server: name },
					check: 'cpu',
					text: '',
				},
				...{ severity: 'critical', since: 0, isFromStart: true, at: 0, evidence: [] },
			},
		],
		states: [
			{ check, kind: 'server', thresholds: {}, failing: 1, judged: 1, nearest: { name, value: 0.95 } },
		],
		missing: [],
	};
	const text = prometheusText(checked, 1000);
	expect(text).toContain('where="a\\"b\\\\c\\nd"');
	expect(text).toContain('natstop_check_verdict{check="cpu",kind="server"} 2');
	expect(summaryLine(countsOf(checked))).toBe('CRITICAL: 1 critical, 0 warnings of 1 checks');
	expect(nagiosLine(countsOf(checked))).toMatch(/ \| critical=1;;1 warnings=0;1 unknown=0 checks=1$/);
});
