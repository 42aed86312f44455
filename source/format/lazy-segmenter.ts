// Intl.Segmenter made when it is first used; the build gives it to all packages in its place.

/** As Intl.Segmenter, of which nobody here needs more. */
export class LazySegmenter {
	readonly #make: () => Intl.Segmenter;
	#made?: Intl.Segmenter;

	constructor(locales?: string, options?: Intl.SegmenterOptions) {
		// By this name the build does not replace it with ourselves.
		this.#make = () => new globalThis.Intl.Segmenter(locales, options);
	}

	segment(text: string): Intl.Segments {
		this.#made ??= this.#make();
		return this.#made.segment(text);
	}
}
