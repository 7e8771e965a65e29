using System.Text.Json.Nodes;
using static JitBot.Sandbox.LookAlikes.Teams.CardWords;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>What stands in a card's body but inputs (https://adaptivecards.io/explorer/TextBlock.html and its neighbours).</summary>
internal static class CardElements
{
    private static readonly CardProperty SelectAction = new("selectAction", CardActions.OnTap, Since: "1.1");
    private static readonly CardProperty Alignment = new("horizontalAlignment", OneOf("left", "center", "right"));
    private static readonly CardProperty Vertical = new("verticalContentAlignment", OneOf("top", "center", "bottom"), Since: "1.1");
    private static readonly CardProperty Style = new("style", OneOf("default", "emphasis", "good", "attention", "warning", "accent"));
    private static readonly CardProperty Bleed = new("bleed", Flag, Since: "1.2");
    private static readonly CardProperty MinHeight = new("minHeight", Text, Since: "1.2");
    private static readonly CardProperty Rtl = new("rtl", Flag, Since: "1.5");
    private static readonly CardRule FontSize = OneOf("default", "small", "medium", "large", "extraLarge");
    private static readonly CardRule ImageSize = OneOf("auto", "stretch", "small", "medium", "large");

    private static readonly CardProperty[] Look =
    [
        new("color", OneOf("default", "dark", "light", "accent", "good", "warning", "attention")), new("fontType", OneOf("default", "monospace"), Since: "1.2"),
        new("isSubtle", Flag), new("size", FontSize), new("weight", OneOf("default", "lighter", "bolder")),
    ];

    private static readonly CardShape Background = new("1.2",
        new("type", OneOf("BackgroundImage")), new("url", Address, Required: true), Alignment, new("verticalAlignment", OneOf("top", "center", "bottom")),
        new("fillMode", OneOf("cover", "repeatHorizontally", "repeatVertically", "repeat")));

    private static readonly CardShape Run = new("1.2",
    [
        new("type", OneOf("TextRun"), Required: true), new("text", Text, Required: true), new("highlight", Flag), new("italic", Flag),
        new("selectAction", CardActions.OnTap), new("strikethrough", Flag), new("underline", Flag, Since: "1.3"), .. Look,
    ]);

    private static readonly CardShape Fact = new("1.0", new("type", OneOf("Fact")), new("title", Text, Required: true), new("value", Text, Required: true));

    private static readonly CardShape Column = Element("1.0", new("items", List(Any)), new("width", Either(value => IsText(value, out _), Text, Number)),
        BackgroundImage, Bleed, MinHeight, Rtl, SelectAction, Style, Vertical);

    private static readonly CardShape Cell = new("1.5", new("type", OneOf("TableCell"), Required: true), new("items", List(Any), Required: true),
        BackgroundImage, Bleed, MinHeight, Rtl, SelectAction, Style, Vertical);

    private static readonly CardShape Row = new("1.5", new("type", OneOf("TableRow"), Required: true), new("cells", List(Cell.Check)), Style,
        new("horizontalCellContentAlignment", Alignment.Rule), new("verticalCellContentAlignment", Vertical.Rule));

    private static readonly CardShape TableColumn = new("1.5", new("type", OneOf("TableColumnDefinition")),
        new("width", Either(value => IsText(value, out _), Text, Number)),
        new("horizontalCellContentAlignment", Alignment.Rule), new("verticalCellContentAlignment", Vertical.Rule));

    private static readonly CardShape Image = Element("1.0", new("url", Address, Required: true), new("altText", Text), new("backgroundColor", Text, Since: "1.1"),
        Alignment, SelectAction, new("size", ImageSize), new("style", OneOf("default", "person")), new("width", Text, Since: "1.1"));

    private static readonly Dictionary<string, CardShape> Kinds = new(StringComparer.Ordinal)
    {
        ["TextBlock"] = Element("1.0", [
            new("text", Text, Required: true), Alignment, new("maxLines", Number), new("wrap", Flag), new("style", OneOf("default", "heading"), Since: "1.5"), .. Look]),
        ["RichTextBlock"] = Element("1.2", new("inlines", List(Either(value => IsText(value, out _), Text, Run.Check)), Required: true), Alignment),
        ["FactSet"] = Element("1.0", new CardProperty("facts", List(Fact.Check), Required: true)),
        ["Image"] = Image,
        ["ImageSet"] = Element("1.0", new("images", List(Image.Check), Required: true), new("imageSize", ImageSize)),
        ["Container"] = Element("1.0", new("items", List(Any), Required: true), BackgroundImage, Bleed, MinHeight, Rtl, SelectAction, Style, Vertical),
        ["ColumnSet"] = Element("1.0", new("columns", List(OneColumn)), Bleed, MinHeight, SelectAction, Style, Alignment),
        ["ActionSet"] = Element("1.2", new CardProperty("actions", CardActions.Several, Required: true)),
        ["Table"] = Element("1.5", new("columns", List(TableColumn.Check)), new("rows", List(Row.Check)), new("firstRowAsHeader", Flag), new("showGridLines", Flag),
            new("gridStyle", Style.Rule), new("horizontalCellContentAlignment", Alignment.Rule), new("verticalCellContentAlignment", Vertical.Rule)),
    };

    /// <summary>The image behind a card or a part of it.</summary>
    public static CardProperty BackgroundImage => new("backgroundImage", Either(value => IsText(value, out _), Address, Background.Check));

    /// <summary>How the content of a card stands in its height.</summary>
    public static CardProperty VerticalContent => Vertical;

    /// <summary>One element, an input or not.</summary>
    public static void Any(JsonNode value, string at, CardFindings found)
    {
        if (CardInputs.IsOne(value))
            CardInputs.Check(value, at, found);
        else
            ByType(Kinds, value, at, found);
    }

    /// <summary>The shape of an element with the properties all have.</summary>
    public static CardShape Element(string since, params IEnumerable<CardProperty> own) => new(since,
    [
        new("type", Text, Required: true), new("height", Text, Since: "1.1"), new("separator", Flag),
        new("spacing", OneOf("default", "none", "small", "medium", "large", "extraLarge", "padding")), new("isVisible", Flag, Since: "1.2"),
        new("fallback", Either(value => IsText(value, out _), OneOf("drop"), Any), Since: "1.2"), new("requires", Members, Since: "1.2"),
        .. own, .. own.Any(property => property.Name == "id") ? [] : new CardProperty[] { new("id", Id) },
    ]);

    private static void OneColumn(JsonNode value, string at, CardFindings found) =>
        ByType(new Dictionary<string, CardShape>(StringComparer.Ordinal) { ["Column"] = Column }, value, at, found);
}
