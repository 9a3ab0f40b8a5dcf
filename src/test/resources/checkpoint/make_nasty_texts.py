#!/usr/bin/env python3
"""Writes nasty-texts.json: texts that tokenizers get wrong, with the ids that BERT's algorithm gives them.

Usage: make_nasty_texts.py vocab.txt > nasty-texts.json, with the vocabulary of bert-base-uncased.
Derived from the algorithm as published (google-research/bert, tokenization.py), with nothing but Python's unicodedata:
neither `transformers` nor `tokenizers` had a part in it. Two things are Hugging Face's: special tokens spelled out in a
text are recognised before anything else, and every control character (category C*) is dropped, not only Cc and Cf.
"""
import json, re, sys, unicodedata

TEXTS = [
    "naïve café RÉSUMÉ", "e\u0301te\u0301 nai\u0308ve", "İstanbul Ünïcödé", "ß ﬁ Æther",
    "日本語のテキスト", "a中b国c", "한국어", "𠀀x", "ｆｕｌｌ width",
    "a 😀 b", "👩\u200d👩\u200d👧 family", "👍🏽!", "good🙂bad", "𝔘𝔫𝔦code",
    "a\u0000b\u200bc\ufffdd", "a\tb\nc\u00a0d\u3000e\r\nf", "co\u00adoperate", "\ufeffstart", "x\u202eabc\u202cy", "\ue000private",
    "x" * 100, "x" * 101 + " y", "a" * 5000, "é" * 100, "é" * 101,
    "A robin is a [MASK].", "x[MASK]y", "[MASK][MASK]", "[CLS] a [SEP] b", "[PAD] [UNK] [mask] [ MASK ]",
    "##ing ing", "don't—stop…now", "$5+5=10^2`~|<>", "¿qué? «sí»", "C++ & C#", "snake_case/path\\to", "3.14159e-10", "...", "-",
    "antidisestablishmentarianism", "  leading and trailing  ", "हिन्दी", "ไทย", "שלום", "مرحبا", "Привет, Мир!",
]
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def prepared(text):
    out = []
    for c in text:
        if c in "\t\n\r" or unicodedata.category(c) == "Zs":
            out.append(" ")
        elif c == "\ufffd" or unicodedata.category(c).startswith("C"):
            continue
        elif any(lo <= ord(c) <= hi for lo, hi in [
                (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
                (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)]):
            out.append(f" {c} ")
        else:
            out.append(c)
    decomposed = unicodedata.normalize("NFD", "".join(out))
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn").lower()


def punctuation(c):
    return (33 <= ord(c) <= 47 or 58 <= ord(c) <= 64 or 91 <= ord(c) <= 96 or 123 <= ord(c) <= 126
            or unicodedata.category(c).startswith("P"))


def words(text):
    for chunk in text.split():
        word = ""
        for c in chunk:
            if punctuation(c):
                if word: yield word
                yield c
                word = ""
            else:
                word += c
        if word: yield word


def pieces(word, vocab):
    if len(word) > 100: return ["[UNK]"]
    out, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab: break
        else:
            return ["[UNK]"]
        out.append(piece)
        start = end
    return out


def main():
    vocab = {line.rstrip("\n"): i for i, line in enumerate(open(sys.argv[1], encoding="utf-8"))}
    cases = []
    for text in TEXTS:
        tokens = ["[CLS]"]
        for part in re.split("(" + "|".join(map(re.escape, SPECIAL)) + ")", text):
            tokens += [part] if part in SPECIAL else [p for w in words(prepared(part)) for p in pieces(w, vocab)]
        tokens.append("[SEP]")
        cases.append({"text": text, "tokens": tokens, "input_ids": [vocab[t] for t in tokens]})
    json.dump(cases, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
