-- Why a benefit was not issued: a reason with its code and values, as receipts keep them, instead of finished sentences.
-- What an older server wrote is the value of such a reason.
update benefits.issue
set why_not = jsonb_build_object('code', 'benefit-not-issued', 'rule', benefit,
  'values', jsonb_build_object('name', name, 'why', why_not, 'refusal', 'benefits/coupon-not-issued'))
where state = 'not-issued' and not why_not ? 'code';
