import type { MemberFacts, SaleFacts, SaleLine } from './facts.ts'

/** What a condition can look at. The basket is what goods and services cost before the level price, in 分. */
export type Scene = { member: MemberFacts; sale: SaleFacts; basketCents: number; firstAsset: string }

/** One word of a condition: asked line by line when it is about goods, else once per receipt (line null). */
export type Check = { word: string; isAboutLines: boolean; holds: (scene: Scene, line: SaleLine | null) => boolean }
