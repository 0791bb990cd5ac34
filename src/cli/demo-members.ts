import { type Day, dayOf, startOfDay } from '../shared/calendar.ts'

/** 24 solar terms and what the sky does: nobody is called that. */
const firstParts =
  '立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至 小寒 大寒 晨雾 晚霞 朝露 星河 微风 细雨 月光 彩虹 暖阳 云海 初雪 夜空 流萤 极光 春雷 山岚'.split(
    ' ',
  )

/** Plants and foods, in a number without a common factor with that of the first parts, so that each pair comes once. */
const secondParts =
  '柚子 青梅 桂花 薄荷 豆蔻 莲子 荔枝 枇杷 杨梅 山楂 石榴 柿子 橘子 葡萄 樱桃 草莓 蓝莓 桑葚 无花果 芒果 椰子 菠萝 木瓜 杏仁 核桃 板栗 花生 芝麻 红豆 绿豆 黑豆 薏米 小米 糯米 燕麦 荞麦 玉米 红薯 芋头 山药 莲藕 百合 银耳 香菇 竹笋 蕨菜 荠菜 菠菜 芥蓝 油菜 白菜 萝卜 南瓜 冬瓜 丝瓜 苦瓜 黄瓜 番茄 辣椒 茄子 生姜 八角 花椒 茴香 紫苏 罗勒 迷迭香 百里香 薰衣草 茉莉 海棠 木槿 芙蓉 牡丹 芍药 水仙 腊梅 玉兰 杜鹃 紫藤 蔷薇 月季 雏菊 向日葵 蒲公英 三叶草 汤圆 粽子 月饼 年糕 麻薯 布丁 蛋挞 曲奇 泡芙 松饼 豆花 凉粉 米线 馄饨 烧卖 春卷 糖葫芦'.split(
    ' ',
  )

/** The first of the demo's phones; the range +86 100 … is never assigned. */
const firstPhone = 10_000_000_001

/** Somebody who does not exist: the same index is the same person on every machine. */
export function demoPerson(index: number): { name: string; phone: string; birthday: Day } {
  const first = firstParts[index % firstParts.length] ?? ''
  const second = secondParts[index % secondParts.length] ?? ''
  // Numbers without a pattern that people would notice: Weyl's sequence of the golden ratio.
  const share = (index * 0.618_033_988_75) % 1
  const bornAt = Date.UTC(1956, 0, 1) + Math.floor(share * 50 * 365.25) * 86_400_000
  return {
    name: `${first}·${second}`,
    phone: `+86${firstPhone + index}`,
    birthday: new Date(bornAt).toISOString().slice(0, 10),
  }
}

/** Five minutes before the first receipt, but on its day. */
export function joinedBefore(firstAt: Date, zone: string): Date {
  const midnight = startOfDay(dayOf(firstAt, zone), zone)
  return new Date(Math.max(firstAt.getTime() - 5 * 60_000, midnight.getTime()))
}
