// Writes the Homebrew formula of a release: which archive each machine takes, and its checksum.

import { completionFiles } from '../source/command-line/completion/completion.ts';
import { about } from './distribution.ts';

/** An archive of a release, by the name of its target. */
export type Packed = { target: string; file: string; sha256: string };

const systems = { darwin: 'on_macos', linux: 'on_linux' } as const;
const machines = { arm64: 'on_arm', x64: 'on_intel' } as const;

/** The formula; `base` is the address that the archives have in common. Homebrew's own Linux is one of glibc. */
export const formulaText = (archives: readonly Packed[], base: string): string => {
	const blocks = Object.entries(systems).flatMap(([system, on]) => {
		const inner = Object.entries(machines).flatMap(([machine, block]) => {
			const archive = archives.find(({ target }) => target === `${system}-${machine}`);
			if (archive === undefined) return [];
			const { file, sha256 } = archive;
			return [`    ${block} do`, `      url "${base}/${file}"`, `      sha256 "${sha256}"`, '    end'];
		});
		return inner.length === 0 ? [] : [`  ${on} do`, ...inner, '  end', ''];
	});
	return [
		'class Natstop < Formula',
		`  desc "${about.summary}"`,
		`  version "${about.version}"`,
		`  license "${about.licence}"`,
		'',
		...blocks,
		'  def install',
		'    bin.install "natstop"',
		'    man1.install "natstop.1"',
		`    bash_completion.install "completions/${completionFiles.bash}" => "natstop"`,
		`    zsh_completion.install "completions/${completionFiles.zsh}"`,
		`    fish_completion.install "completions/${completionFiles.fish}"`,
		'    doc.install "THIRD-PARTY-NOTICES.txt"',
		'  end',
		'',
		'  test do',
		'    assert_equal version.to_s, shell_output("#{bin}/natstop --version").strip',
		'  end',
		'end',
		'',
	].join('\n');
};
