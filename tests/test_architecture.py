"""The project's own promises about its shape: the import ladder, owners of libraries, sizes, the map."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
APP = ROOT / "app"
MAP = ROOT / "docs" / "architecture.md"
DEPENDENCIES = ROOT / "docs" / "dependencies.md"

# Of each package, what it holds: each row imports only from rows before its own.
_LADDER = {
    "": (
        "lazy_pattern lazy_sequence deferred frozen code_points ranges "
        "gc_pause freed_memory background_thread file_watch folder_files worker_processes code_fingerprint "
        "messages errors seed_files config i18n variants folded_forms "
        "folding text csv_lines words article source_kinds institutions issuing_bodies collation "
        "romanization sort_keys facets ingest store permalinks search library build cite analysis answers "
        "web mcp main serving watching copying cli __main__"
    ),
    "answers": ("articles search hits research concordance parallels shifts formulations dossier quotes"),
    "analysis.quotes": (
        "draft report numerals clauses comparison approximate match sources wording near_evidence "
        "near_formulations check restore"
    ),
    "analysis.quotes.comparison": "alignment difference critical likelihood",
    "analysis": (
        "keywords similar_articles examples association dispersion distribution formulations parallels "
        "concordance dossier quotes"
    ),
    "analysis.formulations": "wordings families catalogue cover keyness first_and_last_uses listing",
    "build": (
        "last_build lock write_errors sources settled_files removal parsing fingerprint changed_files "
        "write_generation copy migrate build"
    ),
    "build.parsing": "parse_files parse_file parse_alone",
    "cli": (
        "options terminal progress answers research parse build export search count maintenance service main"
    ),
    "cli.maintenance": "check migrate",
    "cli.research": "options printing kwic trends quote dossier formulations",
    "cli.service": "serve mcp",
    "mcp": "loading answers desk_answers opening reading desk formulations parallels quotes server",
    "ingest": (
        "blocks lines metadata layout documents source catalogue columns articles coverage flow "
        "parse_json parse"
    ),
    "ingest.articles": (
        "text_similarity title_candidates boundaries bodies page_items title_or_heading title_matching "
        "byline_matching segment segment_placed join assemble single_column"
    ),
    "ingest.catalogue": (
        "values newspapers merge bounded_toml entry sidecar describe folder_list folder_table file_names"
    ),
    "ingest.columns": (
        "side_by_side blank_lines line_starts geometry states emissions viterbi columns classify_placed "
        "elements running_heads page_split boxes"
    ),
    "ingest.documents": (
        "document bounded_yaml front_matter soft_breaks inline markdown archive xml_tree html docx_numbers "
        "docx epub mail"
    ),
    "ingest.documents.html": "signs tree blocks head container page",
    "ingest.flow.roles": "words mail web_page encyclopedia office_letter read",
    "ingest.flow": "lines roles titles headings tables head notes closing body items outline known read",
    "ingest.lines": (
        "glyphs byline_patterns overprint place clean plain_blocks width title_lines wording classify"
    ),
    "ingest.metadata": "dates bylines mastheads reporters furniture label_names labels laws keys",
    "ingest.source": "common_han kinds names decode pdf records read",
    "ingest.source.pdf": "printed_line process worker_client outlines layout read",
    "ingest.source.pdf.layout": (
        "printed_page drop_caps heads_and_feet captions titles vertical_page pull_quotes tables regions "
        "columns arrange issue"
    ),
    "ingest.source.pdf.process": "document characters faces vertical_text graphics text_lines picture worker",
    "cite": "citable quotation_marks gbt7714 chicago prose references formats",
    "library": (
        "picture_cache pictures recall_check contents hits index_documents copies open_generation desk "
        "snapshot library queries"
    ),
    "permalinks": "sketch openings ids similarity carry changeset resolve",
    "search": (
        "language request results concordance formulations pieces parallels generation cursor contract "
        "engines highlight"
    ),
    "search.engines": "local opensearch registry",
    "search.engines.opensearch": "cluster index exact related engine",
    "search.engines.opensearch.index": "mapping documents catalogue generation_reader",
    "search.engines.opensearch.exact": (
        "clauses query scanned_texts verify ordering shown counting facets grouping reader"
    ),
    "search.engines.local": (
        "files exact concordance formulations pieces parallels related suggestions desk segments "
        "segment_writer opened engine"
    ),
    "search.engines.local.files": "names manifest hard_links kept_file",
    "search.engines.local.concordance": "context order suffix_order neighbours collocates reader",
    "search.engines.local.exact": (
        "arrays segment numbering phrase_index index_form proximity doc_values bm25 spans evaluate "
        "ranking facets searcher"
    ),
    "search.engines.local.exact.segment": (
        "held_array columns suffix_array printed word_places title_spans seeds lookup phrase_segment"
    ),
    "search.engines.local.formulations": (
        "function_words windows phrases repeats lookup criteria fingerprints candidates mine updates file "
        "generation reader"
    ),
    "search.engines.local.formulations.updates": "changes restated carry",
    "search.engines.local.parallels": (
        "article_text places maximal near seed_pairs rare_seeds order alignment reader shifts"
    ),
    "search.engines.local.pieces": "lengths nearest reader",
    "search.engines.local.related": "packed_lists postings searcher",
    "search.engines.local.parallels.shifts": "background anchors frames find told table file reader",
    "search.engines.local.suggestions": "continuations pinyin suggest did_you_mean reader",
    "search.language": "tokens tree parser unparse",
    "store": (
        "rows seal raw_files database columns tables server_lock lists tallies reader writer store set_aside"
    ),
    "web": (
        "core layout context formats article printed library search research api service routes static_export"
    ),
    "web.api": "mounted query_models query_route openapi routes",
    "web.article": "views cite permalink quotation_picture outline portions hits hit_bar presenter handlers",
    "web.core": (
        "clock drawing_queue request_queue logs metrics middleware urls query_models params url_repair "
        "preferences viewer overview"
    ),
    "web.formats": "download csv feeds json text",
    "i18n": "po_file cldr catalogues",
    "web.layout": (
        "elements labels highlights meta_tags pagination static_files layout templates "
        "hit_views rails phrases versions facets"
    ),
    "web.layout.facets": "value_names filter_links facet_page time_strip",
    "web.library": "views items name_index presenter front source_presenter exports handlers",
    "web.printed": "places views overlay presenter handlers",
    "web.search": "views groups export_links exports presenter handlers",
    "words": "dictionary user_dictionary jieba_tokenizer rjieba_tokenizer words phrases",
    "web.research": "query_models params desk parallels concordance trends formulations dossier quote",
    "web.research.dossier": "views presenter handlers",
    "web.research.formulations": "scope views presenter tables handlers",
    "web.research.concordance": "views presenter handlers",
    "web.research.parallels": (
        "query_models params passages views arcs presenter compare_presenter shifts_presenter handlers"
    ),
    "web.research.quote": "body views draft_pieces presenter handlers",
    "web.research.trends": "views chart rails presenter handlers",
    "web.service": "views desk_help help api_reference warm_up error_pages api_application handlers",
}
LADDER = {package: rows.split() for package, rows in _LADDER.items()}

# The files and packages that may import a third-party library.
OWNERS = {
    "anyio": ("main", "web.core.drawing_queue", "web.core.request_queue"),
    "babel": ("i18n.cldr",),
    "charset_normalizer": ("ingest.source.decode",),
    "fastapi": ("web",),
    "jieba": ("words.jieba_tokenizer",),
    "jinja2": ("web.layout.templates",),
    "docx": ("ingest.documents.docx",),
    "lxml": ("ingest.documents",),
    "markupsafe": ("web.layout.templates",),
    "markdown_it": ("ingest.documents.markdown", "ingest.documents.inline"),
    "PIL": ("web.article.quotation_picture",),
    "numpy": (
        "code_points",
        "ranges",
        "text",
        "words.dictionary",
        "ingest.columns",
        "permalinks",
        "search.formulations",
        "search.engines.local",
        "search.engines.opensearch",
        "analysis.formulations",
        "analysis.quotes.comparison.alignment",
        "analysis.quotes.approximate",
    ),
    "mcp": ("mcp",),
    "opensearchpy": ("search.engines.opensearch.cluster",),
    "pydantic": (
        "answers",
        "web",
        "mcp",
    ),
    "pydivsufsort": ("search.engines.local.exact.segment.suffix_array",),
    "pypinyin": ("collation",),
    "pypdfium2": ("ingest.source.pdf.process",),
    "rapidfuzz": ("permalinks",),
    "rjieba": ("words.rjieba_tokenizer",),
    "rich": ("cli.progress",),
    "segno": ("web.article.cite",),
    "sqlalchemy": ("store",),
    "starlette": ("main", "web", "mcp"),
    "typer": ("cli",),
    "uvicorn": ("serving",),
    "yaml": ("ingest.documents.bounded_yaml",),
    "watchfiles": ("watching",),
    "whoosh": ("search.engines.local.related.postings",),
}
DISTRIBUTIONS = {
    "PIL": "pillow",
    "docx": "python-docx",
    "markdown_it": "markdown-it-py",
    "opensearchpy": "opensearch-py",
    "whoosh": "whoosh3",
    "yaml": "pyyaml",
}
"""Names of packages where they are not those of their modules."""

MAX_LINES_APP, MAX_LINES_TESTS, MAX_FUNCTION, MAX_ROOMS = 400, 450, 50, 13


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(APP).with_suffix("").parts)


def sources() -> list[Path]:
    return sorted(p for p in APP.rglob("*.py") if p.name != "__init__.py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_module(name: str) -> bool:
    return (ROOT / (name.replace(".", "/") + ".py")).is_file()


def climbs(own: str, other: str) -> bool:
    """Say whether ``own`` stands before ``other`` in the package that holds both."""
    mine, theirs = own.split("."), other.split(".")
    shared = next((i for i, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), 0)
    rows = LADDER[".".join(mine[:shared])]
    return rows.index(theirs[shared]) > rows.index(mine[shared])


def test_the_ladder_lists_what_there_is() -> None:
    for package, rows in LADDER.items():
        folder = APP / package.replace(".", "/") if package else APP
        there = {p.stem for p in folder.iterdir() if p.suffix == ".py" and p.name != "__init__.py"}
        there |= {p.parent.name for p in folder.glob("*/__init__.py")}
        assert set(rows) == there, package
    packages = {module_name(p.parent / "x").removesuffix("x").rstrip(".") for p in APP.rglob("__init__.py")}
    assert packages == set(LADDER)


def test_imports_only_from_rows_above() -> None:
    own_names = [(module_name(path), imports(path)) for path in sources()]
    assert not [
        f"{own} imports {name}"
        for own, names in own_names
        for name in names
        if name.startswith("app.") and is_module(name) and climbs(own, name.removeprefix("app."))
    ]


def test_readers_come_in_by_one_door() -> None:
    """Whatever stands above the library asks a snapshot, never the store or the engine behind it."""
    rows = LADDER[""]
    above = set(rows[rows.index("library") + 1 :]) - {"build"}
    closed = (
        "app.store.reader.Reader",
        "app.store.store",
        "app.store.database",
        "app.search.engines",
        "app.search.contract.Searcher",
    )
    offenders = []
    for path in sources():
        own = module_name(path)
        if own.split(".")[0] in above:
            offenders += [f"{own} imports {name}" for name in imports(path) if name.startswith(closed)]
            offenders += [
                f"{own}:{node.lineno} reads .{node.attr}"
                for node in ast.walk(tree(path))
                if isinstance(node, ast.Attribute) and node.attr.strip("_") in ("reader", "searcher")
            ]
    assert not offenders


def test_each_library_has_its_owners() -> None:
    assert not [
        f"{own} imports {name}"
        for own, names in ((module_name(path), imports(path)) for path in sources())
        for name in names
        if (owners := OWNERS.get(name.split(".")[0])) is not None
        and not any(own == owner or own.startswith(owner + ".") for owner in owners)
    ]


def test_owners_own_something() -> None:
    used = {(name.split(".")[0], module_name(path)) for path in sources() for name in imports(path)}
    for library, owners in OWNERS.items():
        for owner in owners:
            # Imported by their names, where they are first needed.
            there = any(lib == library and (own == owner or own.startswith(owner + ".")) for lib, own in used)
            named = ("pypinyin", "charset_normalizer", "PIL", "rapidfuzz", "rjieba", "watchfiles")
            assert there or library in named, f"{owner} does not import {library}"


def test_every_library_that_is_imported_has_an_owner() -> None:
    names = {name.split(".")[0] for path in sources() for name in imports(path)}
    foreign = {name for name in names if name != "app" and name not in sys.stdlib_module_names}
    assert foreign <= set(OWNERS)


def test_dependencies_are_told_with_their_owners() -> None:
    """The second column of docs/dependencies.md is the table above."""
    told = dict(re.findall(r"^\| ([\w-]+)[^|]*\| ([^|]*)\|", DEPENDENCIES.read_text(encoding="utf-8"), re.M))
    for library, owners in OWNERS.items():
        row = told.get(DISTRIBUTIONS.get(library, library.replace("_", "-")), "")
        paths = {owner.replace(".", "/") for owner in owners}
        named = {path.removesuffix(".py").rstrip("/") for path in re.findall(r"`([^`]+)`", row)}
        assert named == paths, library


def test_files_and_functions_are_small() -> None:
    offenders = []
    for path in sources() + sorted((ROOT / "tests").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > (MAX_LINES_APP if path.is_relative_to(APP) else MAX_LINES_TESTS):
            offenders.append(f"{path.name}: {text.count(chr(10))} lines")
        offenders += [
            f"{path.name}: {node.name} has {length} lines"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (length := (node.end_lineno or 0) - node.lineno + 1) > MAX_FUNCTION
        ]
    assert not offenders


def decides(path: Path) -> bool:
    """Say whether a module holds functions with a body, not only values and protocols."""
    functions = (n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef))
    return any(len(node.body) > 1 or not isinstance(node.body[0], ast.Expr) for node in functions)


def test_modules_below_the_web_have_tests_under_their_names() -> None:
    rooms = ("build", "library", "permalinks", "search", "store")
    modules = [path.relative_to(APP) for path in sources() if decides(path)]
    assert not [
        path.as_posix()
        for path in modules
        if path.parts[0] in rooms and not (ROOT / "tests" / path.with_name(f"test_{path.name}")).is_file()
    ]


def test_folders_are_taken_in_at_a_glance() -> None:
    """The top of app/ is the table of contents: packages and the files of the ground."""
    assert not [f"{name}: {len(rows)}" for name, rows in LADDER.items() if name and len(rows) > MAX_ROOMS]


def test_every_file_stands_on_the_map() -> None:
    drawn = MAP.read_text(encoding="utf-8")
    files = [path.relative_to(APP).as_posix() for path in sources()]
    assert not [file for file in files if file != "__main__.py" and f"`{file}`" not in drawn]


def test_the_map_names_only_what_stands() -> None:
    drawn = re.findall(r"^\|(.*?)\|", MAP.read_text(encoding="utf-8"), re.M)
    named = [name for cell in drawn for name in re.findall(r"`([\w/]+\.py)`", cell)]
    assert not [name for name in named if not (APP / name).is_file()]


def test_documents_name_files_that_stand() -> None:
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
    named = re.compile(r"`((?:app|tests|bench|deploy|docs|static|templates)/[\w./-]+)`")
    linked = re.compile(r"\]\(([\w./-]+)(?:#[\w-]*)?\)")
    missing = []
    for document in documents:
        text = document.read_text(encoding="utf-8")
        paths = [ROOT / name for name in named.findall(text)]
        paths += [document.parent / name for name in linked.findall(text)]
        missing += [f"{document.name}: {path}" for path in paths if not path.exists()]
    assert not missing


def private_names(path: Path) -> Iterator[str]:
    """The names of a file's own that begin with an underscore: functions, classes, constants."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            parts = (part for target in node.targets for part in ast.walk(target))
            names = [part.id for part in parts if isinstance(part, ast.Name)]
        else:
            continue
        yield from (name for name in names if re.match("_[^_]", name))


def test_private_names_are_used_where_they_stand() -> None:
    words = {path: Counter(re.findall(r"\w+", path.read_text(encoding="utf-8"))) for path in sources()}
    assert not [f"{path}: {name}" for path in words for name in private_names(path) if words[path][name] < 2]


def test_no_junk_drawers() -> None:
    junk = {"utils", "helpers", "common", "misc", "models", "types"}
    assert not [p for p in sources() if p.stem in junk]


def test_templates_hold_no_script_or_style_code() -> None:
    forbidden = ("<style", " style=", "onclick=")
    assert not [
        f"{path.name}: {code}"
        for path in (ROOT / "templates").rglob("*.html")
        for code in forbidden
        if code in path.read_text(encoding="utf-8")
    ]
