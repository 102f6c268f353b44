"""Who a reader would say speaks, kind by kind. Invented people; {…} is the statement, […] the source as tagged."""

from __future__ import annotations

import re

import pytest

from onrecord.attribute import resolve, statements
from onrecord.model import Article, Document, Statement, Tags
from onrecord.segment import segment

_MARKS = re.compile(r"[{}\[\]]")

CASES: dict[str, tuple[str, str | None]] = {
    # names
    "inverted": ('"{We will build it,}" said [Ann Hale], the mayor.', "Ann Hale"),
    "last name": ('Ann Hale came early. "{We will build it,}" [Hale] said.', "Ann Hale"),
    "title": ('Senator Ann Hale came early. "{We will build it,}" [Sen. Hale] said.', "Ann Hale"),
    "initial": ('J. R. Hale came early. "{We will build it,}" [Hale] said.', "J. R. Hale"),
    "nickname": ('William "Bill" Hale came early. "{We will build it,}" [Bill Hale] said.', "Bill Hale"),
    "accents": ('Olaf Peña came early. "{We will build it,}" [Pena] said.', "Olaf Peña"),
    "apposition": ('"{We will build it,}" said [the mayor, Ann Hale].', "Ann Hale"),
    "age": ("[Ann Hale, 41, a welder], said {it was loud}.", "Ann Hale"),
    "capitals": ('ANN HALE WINS\n\n"{We will build it,}" [ANN HALE] said. Ann Hale is the mayor.', "Ann Hale"),
    "caption": ('Ann Hale is the mayor.\n\n[ANN HALE]: "{We will build it.}"', "Ann Hale"),
    "a misspelling": (
        "Ann Brandvold is the mayor. Brandvold came. [Ms. Brandvald] said she was {ready}.",
        "Ann Brandvold",
    ),
    "handle": ('Ann Hale is the mayor.\n\n"{We will build it,}" [Hale] (@annhale) wrote on X.', "Ann Hale"),
    # couples and namesakes
    "wife": ('Carl Brandt and his wife, Mira Brandt, came. "{Go,}" [Mrs. Brandt] said.', "Mira Brandt"),
    "husband": ('Carl Brandt and his wife, Mira Brandt, came. "{Go,}" [Mr. Brandt] said.', "Carl Brandt"),
    "couple": ('Carl Brandt and Mira Brandt came. "{Go,}" [the Brandts] said.', "Brandts"),
    "both": ('Ann Hale and Ben Roe came. "{Go,}" [both] said.', "Ann Hale and Ben Roe"),
    "brothers": ('Carl Hale and Tom Hale came. "{Go,}" [Tom] said.', "Tom Hale"),
    "place": ('Ann Marrow, mayor of Marrow, left Marrow. "{Go,}" [Marrow] said.', "Ann Marrow"),
    # pronouns
    "he": ('Carl Hale is the mayor. "{Go,}" [he] said.', "Carl Hale"),
    "gender": ('Mr. Hale met Ms. Roe. "{Go,}" [she] said.', "Roe"),
    "who": ("The plan angered Ann Hale, [who] said it was {dead}.", "Ann Hale"),
    "goes on": (
        "Carl Hale said Ben Roe had offered him the job, and he took it.\n\n[He] said it was {hard}.",
        "Carl Hale",
    ),
    "goes on, aside": (
        "Editor Carl Hale, who led the campaign, said that Ben Roe must go – though he said Roe had begged him.\n\n"
        '"{It would be better,}" [he] said.',
        "Carl Hale",
    ),
    "statement issued": (
        "Ann Roe and her sister Mira Roe fell out.\n\nOn Friday, Ann Roe issued a statement.\n\n"
        '"{I love her,}" [she] said.',
        "Ann Roe",
    ),
    "not who is named beside": ("Ben Roe met Carl Hale and Hale wept. [He] told Hale {it was fine}.", "Ben Roe"),
    "nobody": ('"{It was over,}" [she] said.', None),
    "they": ('Two neighbours called the police. "{It was loud,}" [they] said.', "Two neighbours"),
    "it": ('The Marrow Foundation sued. "{The law hurts people,}" [it] said.', "Marrow Foundation"),
    "inside": ('Carl Hale resigned. "{I told Ben Roe to go,}" [Hale] said.', "Carl Hale"),
    # descriptions
    "the mayor": ('Ann Hale, the mayor of Marrow, came. "{Go,}" [the mayor] said.', "Ann Hale"),
    "elegant variation": (
        'Ann Hale, a supporter of the plan, said she was glad. [The former Almery governor] said it was "{fine.}"',
        "Ann Hale",
    ),
    "another man": (
        'Ann Hale, a supporter of the plan, said she was glad. [The 34-year-old man] said it was "{fine.}"',
        "34-year-old man",
    ),
    "suspect": ('A nurse was held. "{I did it,}" [the nurse] said.', "nurse"),
    "press secretary": (
        'Press secretary Ann Hale came. "{Go,}" [the press secretary] said.',
        "Ann Hale",
    ),
    "spokesman": ('"{Go,}" [a spokesman for Ann Hale] said.', "spokesman for Ann Hale"),
    "lawyer": ('"{Go,}" said [Ann Hale\'s lawyer].', "Ann Hale's lawyer"),
    "named lawyer": ('"{Go,}" said [Ann Hale\'s lawyer, Ben Roe].', "Ben Roe"),
    # bodies
    "government": ("[The White House] said {it would wait}.", "White House"),
    "city for government": ("[Washington] said {it would wait}.", "Washington"),
    "office": ("[The mayor's office] said {it would wait}.", "mayor's office"),
    "campaign": ("Ann Hale ran. [The former judge's campaign] said she was {ready}.", "former judge's campaign"),
    "person's campaign": ("[The Hale campaign] said {it would wait}.", "Hale campaign"),
    "police": ("[Police] said {he was held}.", "Police"),
    "outlet": ("Vera Fox resigned. [Fox News] reported {that she had left}.", "Fox News"),
    "committee": ("[The committee on trade] said {it would wait}.", "committee"),
    "again": ('The Marrow Party met. "{Go,}" [the party] said.', "Marrow Party"),
    # documents
    "report": ("[The report] found {no wrongdoing}.", "report"),
    "lawsuit": ("[The lawsuit] says {the plant leaked}.", "lawsuit"),
    "indictment": ("[The indictment] says {he took bribes}.", "indictment"),
    "statement of": ("[A statement from Ann Hale] said {she was glad}.", "Ann Hale"),
    "released by": (
        'The mill shut, according to a statement released by Brandt Steel. "{It hurts,}" [the statement] said.',
        "Brandt Steel",
    ),
    "his statement": ("Carl Hale resigned. [His statement] said {it was time}.", "Carl Hale"),
    "letter": ('Ann Hale resigned on Monday. In [her letter], "{I am tired}" stood first.', "Ann Hale"),
    "e-mail": ("Carl Hale left. He sent [an e-mail to members] saying {he was sorry}.", "Carl Hale"),
    "video": ('Carl Hale left. "{I am sorry,}" he said, according to [a video of his remarks].', "Carl Hale"),
    # groups and the unnamed
    "officials": (
        "[Two officials familiar with the talks] said {they had failed}.",
        "Two officials familiar with the talks",
    ),
    "officials of": ("[Officials with the Marrow Party] called it {dead}.", "Officials with the Marrow Party"),
    "a trade": ("The closing, which [dockworkers] called {late}, is on.", "dockworkers"),
    "witnesses": ("[Witnesses] said {he ran}.", "Witnesses"),
    "a person": ("[A person close to Ann Hale] said {she was tired}.", "person close to Ann Hale"),
    "an official": ("[A senior official], who asked not to be named, said {it was over}.", "senior official"),
    "critics": ("[Critics] say {it is late}.", "Critics"),
    "experts": ("[Some experts] say {it is late}.", "Some experts"),
    # no source in the sentence
    "no noun": ('Ann Hale spoke twice and [seemed] to agree, and said that "{it is all lies.}"', "Ann Hale"),
    "a misspelt short name": (
        "Ann Brandvold is the mayor. Ms. Brandvald came. [Mayor Brandvaldt] said she was {ready}.",
        "Ann Brandvold",
    ),
    "carried": ('"We won," Ann Hale said. "{We will build it.}"', "Ann Hale"),
    "next paragraph": ('"We won," Ann Hale said.\n\n"{We will build it.}"', "Ann Hale"),
    "colon": ('Ann Hale wrote: "{We will build it.}"', "Ann Hale"),
    "told": ('Ann Hale told Ben Roe: "{We will build it.}"', "Ann Hale"),
    "accused": ('Ann Hale accused Ben Roe of being "{a fool}" and left.', "Ann Hale"),
    "called": ('Ann Hale called Ben Roe "{a fool}" and left.', "Ann Hale"),
    "adding": ('Ann Hale said she would stay, adding: "{We will build it.}"', "Ann Hale"),
    "and complained": ('Mr. Hale, a lawyer, said that two men came, and complained that it was "{too late.}"', "Hale"),
}

# Without a tagger: source and speaker by the order of words and marks.
BY_MARKS: dict[str, tuple[str, str | None]] = {
    "after": ('"{We will build it,}" Ann Hale said.', "Ann Hale"),
    "before": ('Ann Hale told reporters: "{We will build it.}"', "Ann Hale"),
    "role between": ('"{We will build it,}" said the mayor, Ann Hale, on Monday.', "Ann Hale"),
    "relative": ('Ann Hale, who said "{we will build it,}" left.', "Ann Hale"),
    "signed": ('"{We will build it.}" — Ann Hale', "Ann Hale"),
    "answered in a tweet": (
        "Ann Hale answered in a tweet on Monday.\n\n“{We will build it all.}”\n\nIt rained.",
        "Ann Hale",
    ),
    "said in a statement": ("Mr. Hale said so in a statement.\n\n“{We will build it all.}”\n\nIt rained.", "Hale"),
    "that is how": ("‘{It is all lies}’\n\nThat’s how Ben Roe, 66, a farmer, put it on Monday.", "Ben Roe"),
    "that was what": ("“{It is all lies.}”\n\nThat was what Ben Roe told the court on Monday.", "Ben Roe"),
    "interview": ('Ann Hale spoke to the Post.\n\n"{We will build it,}" Hale told the paper.', "Ann Hale"),
    "carried": ('"We won," Ann Hale said. "{We will build it.}"', "Ann Hale"),
    "carried on": ('"We won," Ann Hale said.\n\n"{We will build it.}"', "Ann Hale"),
    "turn": ("HALE: We won.\n\nROE: {You did not.}\n\nHALE: We did.\n\nROE: No.", "ROE"),
    "nobody": ('The road was wet.\n\n"{We will build it.}"\n\nIt rained.', None),
    "not the reporter's": (
        'It rained in Marrow in a statement of the sky.\n\n"{We will build it.}"\n\nIt rained.',
        None,
    ),
}


def read(marked: str) -> tuple[Document, Statement]:
    """The text without its marks, and its statement."""
    places: dict[str, int] = {}
    text = ""
    for piece in re.split(r"([{}\[\]])", marked):
        if _MARKS.fullmatch(piece):
            places[piece] = len(text)
        else:
            text += piece
    article = Article(id="a", text=text)
    source = article.span(places["["], places["]"]) if "[" in places else None
    content = article.span(places["{"], places["}"])
    return (
        Document(article, segment(article), Tags((), ())),
        Statement("a:s1", "a", "direct", (content,), source=source),
    )


@pytest.mark.parametrize(("marked", "name"), CASES.values(), ids=CASES.keys())
def test_the_speaker(marked: str, name: str | None) -> None:
    document, statement = read(marked)
    found = resolve([document], [statement])
    people = {person.id: person.name for person in found.people}
    assert people.get(found.statements[0].speaker or "") == name


@pytest.mark.parametrize(("marked", "name"), BY_MARKS.values(), ids=BY_MARKS.keys())
def test_the_speaker_by_marks(marked: str, name: str | None) -> None:
    document, wanted = read(marked)
    found = resolve([document], statements(document))
    at = wanted.content[0].start
    one = next(s for s in found.statements if any(span.start - 1 <= at < span.end for span in s.content))
    people = {person.id: person.name for person in found.people}
    assert people.get(one.speaker or "") == name
