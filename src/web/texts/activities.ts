import { phrases } from './phrases.ts'

export const activityTexts = phrases({
  title: ['互动', '互動', 'Activities'],
  happenedAt: ['时间', '時間', 'Time'],
  activity: ['互动代号', '互動代號', 'Activity'],
  store: ['门店', '門市', 'Store'],
  noStore: ['不在门店', '不在門市', 'In no store'],
  reference: ['外部单号', '外部單號', 'Reference'],
  gave: ['带来什么', '帶來什麼', 'What it gave'],
  nothing: ['没有积分或等级变化', '沒有積分或等級變動', 'No points and no level'],
  none: [
    '还没有互动。签到、评价、推荐等由接入的小程序、商城等系统登记。',
    '還沒有互動。簽到、評價、推薦等由接入的小程式、商城等系統登記。',
    'No activities yet. Check-ins, reviews and referrals are reported by the apps and shops that are connected.',
  ],
})
