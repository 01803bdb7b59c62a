"""Made-up editions of 15 CFR Part 744 in the shape in which the eCFR serves it."""

EAR = "For all items subject to the EAR. (See § 744.11 of the EAR)"
DENIAL = "Presumption of denial"


def row(entity, *, country=" ", requirement=EAR, policy=DENIAL, citation="90 FR 4619, 1/16/25."):
    """One row of the table; the texts are XML."""
    cells = (country, entity, requirement, policy, citation)
    return "<TR>" + "".join(f'<TD class="left">{cell}\n</TD>' for cell in cells) + "</TR>"


def part_744(*rows, footnotes=("1", "2", "3", "4", "5"), supplement="Supplement No. 4 to Part 744"):
    """The whole part with a table of these rows and the footnotes below it."""
    notes = "".join(f'<TR><TD colspan="5"><sup>{mark}</sup> For this entity, …</TD></TR>' for mark in footnotes)
    return f"""<?xml version="1.0"?>
<DIV5 N="744" TYPE="PART"><HEAD>PART 744—CONTROL POLICY</HEAD>
<DIV9 N="Supplement No. 3 to Part 744" TYPE="APPENDIX"><TABLE><TR><TD>not this one</TD></TR></TABLE></DIV9>
<DIV9 N="{supplement}" TYPE="APPENDIX"><HEAD>{supplement}—Entity List</HEAD>
<P>This supplement lists certain entities.</P><DIV><TABLE>
<THEAD><TR><TH>Country</TH><TH>Entity</TH><TH>License requirement</TH><TH>License review<br/>policy</TH>
<TH>Federal Register citation</TH></TR></THEAD>
<TBODY>{"".join(rows)}</TBODY><TFOOT>{notes}</TFOOT></TABLE></DIV></DIV9></DIV5>""".encode()


def three_entries():
    """A list that has everything the declaration asks for, but is as short as can be."""
    return part_744(
        row(
            "Beijing University of Aeronautics and Astronautics (BUAA), a.k.a., the following one alias:"
            "<br/>—Beihang University.<br/> <br/> 37 Xueyuan Road, Beijing, China.",
            country="CHINA, PEOPLE'S REPUBLIC OF",
            citation="66 FR 24266, 5/14/01.",
        ),
        row(
            "Huawei Technologies Co., Ltd., Bantian Huawei Base, Shenzhen, China.",
            requirement="For all items, see §§ 734.9(e) <sup>1</sup> and 744.11 of the EAR <sup>2</sup>",
            citation="84 FR 22963, 5/21/19. 84 FR 43495, 8/21/19.",
        ),
        row("Semiconductor Manufacturing International Corporation (SMIC), 18 Zhangjiang Road, Shanghai, China."),
    )
