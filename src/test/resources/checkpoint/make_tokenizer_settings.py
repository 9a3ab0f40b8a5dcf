#!/usr/bin/env python3
"""Writes tokenizer-settings.json: what small files beside a vocabulary change, with the ids that follow.

Usage: make_tokenizer_settings.py vocab.txt odd-texts.csv > tokenizer-settings.json, with bert-base-uncased's vocabulary.
No tokenizer library had a part in it: neither `transformers` nor `tokenizers` was at hand. The ids come from BERT's
algorithm as published (make_nasty_texts.py), with its settings, and from these rules, read in the libraries' sources:
 - tokenizers, added_vocabulary.rs, extract_and_normalize and find_matches: tokens that are not `normalized` are looked
   for in the text, the others in what the normalizer makes of the rest; leftmost first, the longest there; `lstrip` and
   `rstrip` take the blanks beside them, `single_word` refuses a match that a word character continues;
 - tokenizers, normalizers/bert.rs: accents go where strip_accents says so, or if it says nothing and letters are made
   small; letters are made small one by one;
 - transformers 4, tokenization_utils_base.py, _from_pretrained: added_tokens_decoder first; without it
   special_tokens_map.json and added_tokens.json, whose tokens are `normalized` unless they are special.
"""
import csv, json, re, sys, unicodedata
from make_nasty_texts import TEXTS, pieces, words

MORE = [
    "the [unused0] cat [unused1]", "[unused0][unused5]", "a[unused0]b", "[UNUSED0] x", "[unused0", "unused0]",
    "the <e1> cat", "<e1><e2>", "<E1> and <e2>!", "x<e1>y", "< e1 >", "Ärzte und Ärzte2", "ärzte", "ARZTE",
    "an  <left>  b", "an <right>   b", "word words sword word.", "Word-word", "foo  <left><right>  bar",
    "<e1", "e1>", "don't <e1>'s", "日<e1>本", "[MASK]<e1>[MASK]", "  [unused0]  ", "été <e1> ÉTÉ",
    "Paris café", "The CAFÉ", "東京 Tokyo", "naïve NAÏVE", "ÀÉÎ àéî",
]
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
CJK = [(0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF),
       (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)]


def token(content, **flags):
    all_flags = {"lstrip": False, "rstrip": False, "single_word": False, "normalized": False, "special": False}
    return {"content": content, **all_flags, **flags}


def decoder(*numbered):
    ids = {"0": "[PAD]", "100": "[UNK]", "101": "[CLS]", "102": "[SEP]", "103": "[MASK]"}
    entries = {i: token(c, special=True) for i, c in ids.items()}
    entries.update({str(i): t for i, t in numbered})
    return entries


BERT = {"tokenizer_class": "BertTokenizer"}
LOWER = {**BERT, "do_lower_case": True}
N = 30522  # one past the vocabulary
SETTINGS = [
    dict(name="as published", config=LOWER),
    dict(name="cased", config={**BERT, "do_lower_case": False}),
    dict(name="accents kept", config={**LOWER, "strip_accents": False}),
    dict(name="cased, accents stripped", config={**BERT, "do_lower_case": False, "strip_accents": True}),
    dict(name="Chinese characters together", config={**LOWER, "tokenize_chinese_chars": False}),
    dict(name="special tokens of the vocabulary, by decoder",
         config={**LOWER, "additional_special_tokens": ["[unused0]"],
                 "added_tokens_decoder": decoder((1, token("[unused0]", special=True)))},
         added=[token("[unused0]")]),
    dict(name="special tokens of the vocabulary, by name", config={**LOWER, "additional_special_tokens": ["[unused0]", "[unused5]"]},
         added=[token("[unused0]"), token("[unused5]")]),
    dict(name="new tokens, by added_tokens.json", config=LOWER, added_tokens={"<e1>": N, "<e2>": N + 1, "Ärzte": N + 2},
         added=[token("<e1>", normalized=True), token("<e2>", normalized=True), token("Ärzte", normalized=True)]),
    dict(name="new tokens, one of them special", config={**LOWER, "additional_special_tokens": ["<e1>"]}, added_tokens={"<e1>": N, "<e2>": N + 1},
         added=[token("<e1>"), token("<e2>", normalized=True)]),
    dict(name="new tokens with flags, by decoder",
         config={**LOWER, "added_tokens_decoder": decoder(
             (N, token("<left>", lstrip=True)), (N + 1, token("<right>", rstrip=True)), (2773, token("word", single_word=True)))},
         added=[token("<left>", lstrip=True), token("<right>", rstrip=True), token("word", single_word=True)]),
    dict(name="decoder beside older files, which then do not count",
         config={**LOWER, "added_tokens_decoder": decoder()}, added_tokens={"<e1>": N}, special_map={"additional_special_tokens": ["[unused0]"]}),
    dict(name="special tokens by special_tokens_map.json", config=LOWER,
         special_map={"additional_special_tokens": ["[unused0]", {"content": "[unused5]", "lstrip": True}]},
         added=[token("[unused0]"), token("[unused5]", lstrip=True)]),
    dict(name="other names for [CLS] and [SEP]", forms=["vocab.txt"], config=LOWER,
         special_map={"cls_token": "[unused1]", "sep_token": {"content": "[unused2]"}, "mask_token": "[unused3]"},
         around=("[unused1]", "[unused2]"), special=["[PAD]", "[UNK]", "[unused1]", "[unused2]", "[unused3]"]),
]


def normalized(text, config):
    out = []
    for c in text:
        if c in "\t\n\r" or unicodedata.category(c) == "Zs":
            out.append(" ")
        elif c == "\ufffd" or unicodedata.category(c).startswith("C"):
            continue
        elif config.get("tokenize_chinese_chars", True) and any(lo <= ord(c) <= hi for lo, hi in CJK):
            out.append(f" {c} ")
        else:
            out.append(c)
    text = "".join(out)
    lower = config["do_lower_case"]
    if config.get("strip_accents", lower):
        text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return "".join(c.lower() for c in text) if lower else text


def split(text, tokens):
    """Parts of a text: (what, the token that it is or None)."""
    parts, done, at = [], 0, 0
    while at < len(text):
        here = [(len(w), t) for w, t in tokens if text.startswith(w, at)]
        if not here:
            at += 1
            continue
        length, found = max(here, key=lambda h: h[0])
        start, stop = at, at + length
        at = stop
        if found["single_word"] and (re.search(r"\w$", text[:start]) or re.search(r"^\w", text[stop:])):
            continue
        if found["lstrip"]:
            start = max(done, len(text[:start].rstrip()))
        if found["rstrip"]:
            stop += len(text[stop:]) - len(text[stop:].lstrip())
        if done < start:
            parts.append((text[done:start], None))
        parts.append((text[start:stop], found))
        done = stop
    if done < len(text):
        parts.append((text[done:], None))
    return parts


def ids(text, setting, vocab):
    vocab = {**vocab, **setting.get("added_tokens", {})} if not setting["config"].get("added_tokens_decoder") else dict(vocab)
    for i, t in setting["config"].get("added_tokens_decoder", {}).items():
        vocab[t["content"]] = int(i)
    added = [token(c) for c in setting.get("special", SPECIAL)] + setting.get("added", [])
    config = setting["config"]
    raw = [(t["content"], t) for t in added if not t["normalized"]]
    late = [(normalized(t["content"], config), t) for t in added if t["normalized"]]
    out = []
    for part, found in split(text, raw):
        if found:
            out.append(vocab[found["content"]])
            continue
        for piece, found in split(normalized(part, config), late):
            if found:
                out.append(vocab[found["content"]])
            else:
                out += [vocab[p] for w in words(piece) for p in pieces(w, vocab)]
    cls, sep = setting.get("around", ("[CLS]", "[SEP]"))
    return [vocab[cls], *out, vocab[sep]]


def main():
    vocab = {line.rstrip("\n"): i for i, line in enumerate(open(sys.argv[1], encoding="utf-8"))}
    with open(sys.argv[2], encoding="utf-8", newline="") as f:
        odd = [row["text"] for row in csv.DictReader(f)]
    print("[")
    for n, setting in enumerate(SETTINGS):
        files = {"tokenizer_config.json": setting["config"]}
        if "added_tokens" in setting: files["added_tokens.json"] = setting["added_tokens"]
        if "special_map" in setting: files["special_tokens_map.json"] = setting["special_map"]
        print(" " + json.dumps({"name": setting["name"], "forms": setting.get("forms", ["vocab.txt", "tokenizer.json"]), "files": files})[:-1]
              + ', "texts": [')
        cases = [(t, ids(t, setting, vocab)) for t in MORE + odd + TEXTS]
        cases = [c for c in cases if 2 < len(c[1]) < 300]
        print(",\n".join("  " + json.dumps({"text": t, "ids": i}) for t, i in cases))
        print(" ]}" + ("," if n < len(SETTINGS) - 1 else ""))
    print("]")


if __name__ == "__main__":
    main()
