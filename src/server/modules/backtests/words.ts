import type { BroughtCoupon, Goods, NewWords, Place, Profile } from '../../../backtest/index.ts'

/** Gives numbers to what repeats, and remembers which numbers nobody has been told of yet. */
class Vocabulary<Word> {
  readonly #numbers = new Map<string, number>()
  #untold: Word[] = []

  numberOf(word: Word): number {
    const key = JSON.stringify(word)
    let number = this.#numbers.get(key)
    if (number === undefined) {
      number = this.#numbers.size
      this.#numbers.set(key, number)
      this.#untold.push(word)
    }
    return number
  }

  takeUntold(): Word[] {
    const untold = this.#untold
    this.#untold = []
    return untold
  }
}

/** What repeats in a history: goods, places, profiles, coupons, activities, kinds of points and levels. */
export class Words {
  readonly goods = new Vocabulary<Goods>()
  readonly places = new Vocabulary<Place>()
  readonly profiles = new Vocabulary<Profile>()
  readonly coupons = new Vocabulary<readonly BroughtCoupon[]>()
  readonly activities = new Vocabulary<string>()
  readonly assets = new Vocabulary<string>()
  readonly levels = new Vocabulary<string>()

  takeUntold(): NewWords {
    return {
      goods: this.goods.takeUntold(),
      places: this.places.takeUntold(),
      profiles: this.profiles.takeUntold(),
      coupons: this.coupons.takeUntold(),
      activities: this.activities.takeUntold(),
      assets: this.assets.takeUntold(),
      levels: this.levels.takeUntold(),
    }
  }
}
