"""What the batch room says when its extra packages are absent."""

import pytest

from verdeling.texts import LANGS, say


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("code", "extra"), [("V735", "cluster"), ("V737", "batch")])
def test_the_remedy_works_from_a_registry_and_in_a_folder_of_the_source(code, extra, lang):
    text = say(code, lang)
    assert f"pip install 'verdeling[{extra}]'" in text
    assert f"pip install '.[{extra}]'" in text
