/** Ten people who do not exist; no phone begins with +86 100. Their birthdays lie all over the year, one on a leap day. */
export const inventedPeople = [
  { name: '王芳', phone: '+8610000000101', birthday: '1988-03-08' },
  { name: '李娜', phone: '+8610000000102', birthday: '1992-02-29' },
  { name: '张伟', phone: '+8610000000103', birthday: '1979-12-31' },
  { name: '刘洋', phone: '+8610000000104', birthday: '1995-07-15' },
  { name: '陈静', phone: '+8610000000105', birthday: '1984-10-01' },
  { name: '杨帆', phone: '+8610000000106', birthday: '2001-05-20' },
  { name: '赵敏', phone: '+8610000000107', birthday: '1990-09-09' },
  { name: '黄磊', phone: '+8610000000108', birthday: '1973-01-01' },
  { name: '周婷', phone: '+8610000000109', birthday: '1998-11-11' },
  { name: '吴桐', phone: '+8610000000110', birthday: '1986-06-18' },
] as const
