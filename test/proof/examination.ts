import { Shop } from './model/shop.ts'
import { Marks } from './replay/marks.ts'
import { Replay } from './replay/replay.ts'
import { type Evidence, type Transacted, transactionsOf } from './replay/transactions.ts'
import { crashesOf, historyDifferences } from './verify.ts'

/**
 * Plays recorded history through the model, slice after slice. Pure: the same evidence is examined the same, which is
 * how lies are tried on it.
 */
export class Examination {
  readonly shop = new Shop()
  readonly marks = new Marks()
  /** How often something was announced, by topic. */
  readonly topics = new Map<string, number>()
  transactions = 0
  /** Members whom the first difference is about, by their numbers in the database. */
  concerned: number[] = []
  readonly #joined: Map<string, number> = new Map()

  /** @param members the cards and numbers of those who joined before the run */
  constructor(members: ReadonlyMap<string, string>) {
    for (const [card, memberNumber] of members) this.shop.join(card, memberNumber)
  }

  /** @returns what differs, each a sentence */
  examine(evidence: Evidence): string[] {
    const { asked, killed, clockMoves, members } = evidence
    try {
      const transactions = transactionsOf(evidence, new Map(asked.map(one => [one.key, one])))
      const violations = historyDifferences(asked, transactions)
      const cards = new Map(members.map(({ member_id, card }) => [member_id, card]))
      const replay = new Replay(this.shop, { clockMoves, cards, joinedMs: this.#joined }, this.marks)
      this.#note(evidence, transactions)
      const crashes = crashesOf(asked, transactions, killed)
      this.marks.add('a crash before a commit', crashes.beforeCommit)
      this.marks.add('a crash between a commit and its answer', crashes.beforeAnswer)
      this.marks.add('a web process killed while it owed an answer', crashes.owingAnswer)
      for (const transacted of transactions) {
        const violation = replay.play(transacted)
        if (!violation) continue
        // What follows a difference differs too: the first one is the one to look at.
        this.concerned = violation.memberIds
        return [...violations, violation.what]
      }
      return violations
    } catch (error) {
      return [error instanceof Error ? (error.stack ?? error.message) : String(error)]
    }
  }

  #note({ asked }: Evidence, transactions: readonly Transacted[]): void {
    this.transactions += transactions.length
    for (const { topics } of transactions)
      for (const topic of topics) this.topics.set(topic, (this.topics.get(topic) ?? 0) + 1)
    const done = new Set(transactions.flatMap(({ answered }) => answered.map(({ asked: { key } }) => key)))
    const left = asked.filter(({ answers }) => answers.length === 0)
    const total = (numberOf: (one: (typeof asked)[number]) => number) =>
      asked.reduce((sum, one) => sum + numberOf(one), 0)
    this.marks.add('somebody walked away and it was done', left.filter(({ key }) => done.has(key)).length)
    this.marks.add(
      'an answer to wait',
      total(({ waits }) => waits),
    )
    this.marks.add(
      'a connection cut',
      total(({ cuts }) => cuts),
    )
    this.marks.add(
      'two at once answered the same',
      total(({ answers }) => (answers.length > 1 ? 1 : 0)),
    )
  }
}
