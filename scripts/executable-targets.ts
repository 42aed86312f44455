// The executables there are: for which machine, and from which runtime, pinned by version and checksum.

/** Version of the runtime, the same for all. */
export const runtimeVersion = '1.4.5';

export type ExecutableTarget = {
	/** As in the name of the file: natstop-linux-x64. */
	name: string;
	/** What the compiler calls it. */
	compilerTarget: string;
	/** npm package that holds the runtime, and its integrity in npm's words. */
	runtime: { package: string; integrity: string };
	/** What Debian and RPM call the machine, where there are packages of it. */
	architecture?: { deb: string; rpm: string };
};

/** Those of glibc: distributions that count on musl have neither .deb nor .rpm. */
const architectures: Readonly<Record<string, ExecutableTarget['architecture']>> = {
	'linux-x64': { deb: 'amd64', rpm: 'x86_64' },
	'linux-arm64': { deb: 'arm64', rpm: 'aarch64' },
};

const target = (name: string, platform: string, integrity: string): ExecutableTarget => {
	const architecture = architectures[name];
	return {
		name,
		compilerTarget: `bun-${name}`,
		runtime: { package: `@oven/bun-${platform}`, integrity: `sha512-${integrity}` },
		...(architecture && { architecture }),
	};
};

/** linux is glibc 2.17 and newer; musl needs its libstdc++ beside it, as Node does there. */
export const executableTargets: readonly ExecutableTarget[] = [
	target(
		'linux-x64',
		'linux-x64',
		'IWX9BELoGHAUtMonkeSaNaZwXzRk+oDw6Mk+HBFXd3KHYIBNBsIGRupMZPcgNoDbJpLu6gAJjIoIVPZtt1aJ1g==',
	),
	target(
		'linux-arm64',
		'linux-aarch64',
		'4BXmsSKnjOrlGWqZV4x/oWa7AVoR+B6lCXddMzOAXBIm3t50eslg9wb66gmtW1AamEQ1l1CDvmmruysEhqOWMg==',
	),
	target(
		'linux-x64-musl',
		'linux-x64-musl',
		'10QoW/YfTgnURaGEaHpJCiXjLI2e5iTtfVDaA5JKcyUzaa1cq6cVUY9/Uq5XkYzvtRjHLRe9Oj/lTDIQcxy8HQ==',
	),
	target(
		'linux-arm64-musl',
		'linux-aarch64-musl',
		'XCNc+WvvMAdNNb+OWTogpy+N9wm62fkVeEVLb6how0RZhW5LPi6c7BlkeVCuWps7XjEl2saFpHFa20/1E+PAHg==',
	),
	target(
		'darwin-x64',
		'darwin-x64',
		'qkLPMGHZM9NI6CeHTWwVezzmlo6cC4Ta7yUAjYIWXS366qQcOlcp75t2uZyiuVRBMPS0h9qE0tCcvCHGaFqjJg==',
	),
	target(
		'darwin-arm64',
		'darwin-aarch64',
		'4MIFXHmctH2EhAxLXm2/qxNtv17dFtLJylvaOCsrgq6KSqHTs6eW5YSrJjRbJxYUJaR901fsN8JfZOa+CsWpWQ==',
	),
];

/** True where Linux runs on musl instead of glibc. */
const isMusl = (): boolean => {
	const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
	return process.platform === 'linux' && report.header?.glibcVersionRuntime === undefined;
};

/** The one that runs on this machine, or nothing. */
export const ownTarget = (): ExecutableTarget | undefined => {
	const name = `${process.platform}-${process.arch}${isMusl() ? '-musl' : ''}`;
	return executableTargets.find((each) => each.name === name);
};
