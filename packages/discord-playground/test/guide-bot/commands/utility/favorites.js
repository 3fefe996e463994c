const { LabelBuilder, ModalBuilder, SlashCommandBuilder, TextInputBuilder, TextInputStyle } = require('discord.js');

module.exports = {
  data: new SlashCommandBuilder().setName('favorites').setDescription('Tell us what you like.'),
  async execute(interaction) {
    // Create the modal
    const modal = new ModalBuilder().setCustomId('favorites').setTitle('Your favorites');

    // Create the text input components
    const favoriteColorInput = new TextInputBuilder()
      .setCustomId('favoriteColorInput')
      // Short means a single line of text
      .setStyle(TextInputStyle.Short);
    const hobbiesInput = new TextInputBuilder()
      .setCustomId('hobbiesInput')
      // Paragraph means multiple lines of text
      .setStyle(TextInputStyle.Paragraph);

    // Add labels to modal
    modal.addLabelComponents(
      new LabelBuilder().setLabel("What's your favorite color?").setTextInputComponent(favoriteColorInput),
      new LabelBuilder().setLabel("What's some of your favorite hobbies?").setTextInputComponent(hobbiesInput),
    );

    // Show the modal to the user
    await interaction.showModal(modal);
  },
};
