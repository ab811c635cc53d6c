/* Which letters can be, or become, a Vietnamese syllable: an onset and a rime, a tone apart. */

const ONSETS = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split(" ");
const RIMES = `a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
  e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu
  iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh
  oao oap oat oay oăc oăm oăn oăng oăp oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
  u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uy uya uych uynh uyp uyt uyu uyên uyêt
  uơ uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
  y yêm yên yêng yêt yêu`.split(/\s+/);
const AFTER_QU = "ych ynh yp yt yên yêt yu".split(" ");
const STOPPED = /(?:[ptc]|ch)$/;

const begins = (rimes) => new Set(rimes.flatMap((rime) => [...rime].map((_, end) => rime.slice(0, end + 1))));
const BEGUN = begins([...RIMES, "ă", "â", "ưo"]);
const BEGUN_QU = begins([...RIMES, ...AFTER_QU, "ă", "â"]);

/** Whether toneless letters with this tone ("" or its name) are a syllable or the start of one. */
export function isSyllable(letters, tone) {
  const word = letters.toLocaleLowerCase("vi");
  if (STOPPED.test(word) && !["", "sac", "nang"].includes(tone)) return false;
  return ONSETS.some((onset) => {
    if (!word.startsWith(onset)) return false;
    const rime = word.slice(onset.length);
    return (!rime && !tone) || (onset === "qu" ? BEGUN_QU : BEGUN).has(rime);
  });
}
