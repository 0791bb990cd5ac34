import SerializerSelector from '@fastify/fast-json-stringify-compiler'

type Build = ReturnType<typeof SerializerSelector>
type Writer = ReturnType<ReturnType<Build>>

/**
 * Compiles the schema of an answer when the first such answer is written, not when its route is wired. A process has
 * hundreds of them and most of a start went into those that it never sends; the first answer of each kind takes some
 * milliseconds longer instead. What a start used to refuse, a schema that cannot be compiled, is found by `compileAll`.
 */
export class AnswerWriters {
  readonly #build = SerializerSelector()
  readonly #waiting = new Set<() => Writer>()

  /** For Fastify's `compilersFactory`. */
  readonly buildSerializer: Build = (externalSchemas, options) => {
    const compile = this.#build(externalSchemas, options)
    return route => this.#onDemand(() => compile(route))
  }

  /** Compiles whatever has not been needed yet. @returns how many those were @throws of the first that cannot be */
  compileAll(): number {
    const waiting = [...this.#waiting]
    for (const compile of waiting) compile()
    return waiting.length
  }

  #onDemand(compile: () => Writer): Writer {
    let writer: Writer | undefined
    const compileOnce = () => {
      writer ??= compile()
      this.#waiting.delete(compileOnce)
      return writer
    }
    this.#waiting.add(compileOnce)
    return answer => (writer ?? compileOnce())(answer)
  }
}
