/** Given names and the short forms people go by; each line is one name. */
const FAMILIES = `
alexander alex sandro xander sascha
alexandra alex sandra lexi
andrew andy drew
andreas andi andy
anthony tony
antonio toni
barbara barb babs
benjamin ben benny benji
catherine katherine kathryn katharina kate kathy cathy katie kati katja
charles charlie chuck
christian chris
christina christine chris tina kristina
christopher chris kit
daniel dan danny
david dave davey
deborah debbie deb
donald don donny
dorothy dot dottie
edward ed eddie ted teddy
elizabeth elisabeth liz lizzie beth betty eliza lisa lilly sissi
emily em emmy
eugene gene
francis frank
franz francis
frederick friedrich fred freddy fritz
gabriel gabe
gabriele gabi gaby
georg george schorsch
gerald jerry gerry
gregory greg
hans johann johannes
heinrich henry harry heiner
jacob jake
james jim jimmy jamie
jeffrey jeff geoffrey geoff
jennifer jen jenny
jessica jess jessie
john johnny jack jon
jonathan jon jonny nathan
joseph joe joey josef sepp
joshua josh
judith judy
kenneth ken kenny
kimberly kim
klaus nikolaus nicolas
lawrence larry laurence
leonard leo lenny
ludwig lutz
manfred fredi
margaret maggie meg peggy greta margarete grete
matthew matt
matthias matze
maximilian max
michael mike mick mickey michi
michelle shelly
nathaniel nathan nate
nicholas nick nico
pamela pam
patricia pat patty trish
patrick pat paddy
peter pete
philip phil philipp
rebecca becky becca
reinhard reini
richard rick ricky dick rich
robert bob bobby rob robbie bert
ronald ron ronnie
rudolf rudi
samantha sam
samuel sam sammy
sebastian basti seb
sigmund sigi
stefan stephan stefan
stephanie steffi steph
stephen steven steve
susan sue susie suzanne susanne
theodore ted theo
theresa teresa terry tess resi
thomas tom tommy
timothy tim
ulrich uli
veronica ronnie vroni
victoria vicky tori
vincent vince vinnie
walter walt
wilhelm willi willy
william bill billy will liam
wolfgang wolf
zachary zach zack`;

const families = new Map<string, string[]>();
for (const line of FAMILIES.trim().split('\n')) {
  const names = line.split(' ');
  for (const name of names) families.set(name, [...(families.get(name) ?? []), names[0]!]);
}

/** The full names that a given name may stand for, itself where it is known as none. */
export const fullNamesOf = (given: string): readonly string[] => families.get(given) ?? [given];

/** Whether two given names, folded, may be the same person's: Bob and Robert. */
export const sameGivenName = (a: string, b: string): boolean => a === b || fullNamesOf(a).some((name) => fullNamesOf(b).includes(name));
